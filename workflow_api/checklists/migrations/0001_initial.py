import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tasks', '0011_seats_and_visits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.PositiveBigIntegerField()),
                ('step_key', models.CharField(max_length=64)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_id', models.PositiveBigIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='tasks.task')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(models.F('task'), models.F('visit'), models.F('step_key'), django.db.models.functions.text.MD5('text'), name='tick_once_per_visit')],
            },
        ),
    ]
