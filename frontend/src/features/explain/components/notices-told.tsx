import { IconBell, IconBellOff } from '@tabler/icons-react';

import { t, tWord } from '@/shared/lib/i18n';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';

import { useNotices } from '../api/use-notices';
import type { Notice } from '../explain';
import classes from './explain.module.css';
import { Part } from './part';

/** Who was told of the ticket and who was not; another service knows it, so it fails alone. */
export function NoticesTold({ taskId }: { taskId: number }) {
  const notices = useNotices(String(taskId));
  return (
    <Part title={t('explain.notices')}>
      <QueryView query={notices}>
        {({ results }) =>
          results.length === 0 ? (
            <p>{t('explain.noNotices')}</p>
          ) : (
            <ul className={classes.list}>
              {results.map((notice, index) => (
                <li key={index}>
                  <NoticeLine notice={notice} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Part>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const Bell = notice.told ? IconBell : IconBellOff;
  return (
    <div className={classes.line}>
      <Bell size={15} aria-hidden className={notice.told ? classes.told : classes.held} />
      <div>
        <strong>{t(notice.told ? 'explain.told' : 'explain.notTold')}:</strong>{' '}
        {recipientOf(notice)} – {notice.subject}
        <span className={classes.quiet}>
          {notice.reason} · <RelativeTime at={notice.at} />
          {notice.mail && ` · ${tWord('explain.mail', notice.mail)}`}
          {notice.mail_error && `: ${notice.mail_error}`}
        </span>
      </div>
    </div>
  );
}

function recipientOf(notice: Notice): string {
  if (notice.role || notice.address) return notice.role || notice.address;
  return notice.name || t('explain.someone', { id: notice.user_id ?? '' });
}
