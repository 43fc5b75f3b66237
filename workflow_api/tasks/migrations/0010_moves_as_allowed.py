"""No way round the state machine: the database refuses a move that the engine's table lacks.

The table as of now, because a migration does not change with the code it was written beside; a
test keeps both alike.
"""

from django.db import migrations

MOVES = {
    "pending": ["in_progress", "pending_external", "on_hold", "cancelled"],
    "in_progress": [
        "pending",
        "pending_external",
        "on_hold",
        "completed",
        "rejected",
        "cancelled",
    ],
    "pending_external": ["in_progress", "on_hold", "completed", "rejected", "cancelled"],
    "on_hold": ["pending", "in_progress", "pending_external", "cancelled"],
    "completed": ["in_progress", "closed"],
    "rejected": ["closed"],
}
PAIRS = ", ".join(f"('{old}', '{new}')" for old, targets in MOVES.items() for new in targets)
REFUSE = f"""
CREATE FUNCTION task_may_move(old text, new text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (old, new) IN ({PAIRS});
$$;
CREATE FUNCTION refuse_move_of_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT task_may_move(OLD.status, NEW.status) THEN
        RAISE EXCEPTION 'Task % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'task_moves_as_allowed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER task_moves_as_allowed BEFORE UPDATE OF status ON tasks_task
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION refuse_move_of_task();
"""
ALLOW = """
DROP TRIGGER task_moves_as_allowed ON tasks_task;
DROP FUNCTION refuse_move_of_task();
DROP FUNCTION task_may_move(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_event_kinds")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
