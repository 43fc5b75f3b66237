-- Years of tickets, as the services would hold them. `filling` has the numbers still to be written.
-- One in twenty is open, one in five hundred found no workflow; the rest lies behind.
CREATE TEMP TABLE coming AS
SELECT n, 'SIZE-' || lpad(n::text, 8, '0') AS number,
       -- Hashed, so that it falls on every workflow, person and department alike.
       abs(hashint4(n)) % 20 = 0 AS is_open, abs(hashint4(-n)) % 500 = 1 AS is_unrouted, now() - make_interval(secs => 40000000 - n * 30) AS at,
       (ARRAY['low', 'medium', 'high', 'urgent'])[1 + n % 4] AS priority,
       (ARRAY['IT', 'Operations', 'Finance', 'HR'])[1 + n / 4 % 4] AS department,
       'employee' || n % 50000 || '@example.com' AS email,
       (ARRAY['Printer', 'Laptop', 'Access card', 'Projector', 'Licence'])[1 + n % 5]
         || ' on floor ' || n % 90 || ' of building ' || n % 1171 AS subject
  FROM filling;

CREATE TEMP TABLE start_steps AS
SELECT w.id AS workflow_id, w.current_version_id, w.category, w.sub_category, w.coordinator_role,
       step.key, step.name, step.role,
       row_number() OVER (ORDER BY w.id) - 1 AS turn, count(*) OVER () AS turns
  FROM workflow.workflows_workflow w
  JOIN workflow.workflows_step step ON step.workflow_id = w.id AND step.is_start
 WHERE w.status = 'deployed';

CREATE TEMP TABLE members AS
SELECT r.name AS role, m.user_id, m.full_name, m.email,
       row_number() OVER (PARTITION BY r.id ORDER BY m.id) - 1 AS turn,
       count(*) OVER (PARTITION BY r.id) AS turns
  FROM workflow.roles_rolemember m JOIN workflow.roles_role r ON r.id = m.role_id
 WHERE r.system = 'TTS' AND m.is_active;

INSERT INTO workflow.tickets_workflowticket (
       source_service, external_id, ticket_number, canonical, raw, digest, is_direct, subject,
       requester_email, category, sub_category, department, priority, submitted_at, received_at,
       revision, state, unrouted_reason, status_version)
SELECT 'hdts', number, number,
       jsonb_build_object('subject', subject, 'description', subject || ': please look at it'),
       '{}', md5(number), false, subject, email,
       CASE WHEN is_unrouted THEN 'Travel' ELSE s.category END,
       CASE WHEN is_unrouted THEN 'Visa' ELSE s.sub_category END, department, priority, at, at, 1,
       CASE WHEN is_unrouted THEN 'unrouted' ELSE 'routed' END,
       CASE WHEN is_unrouted THEN 'No deployed workflow' ELSE '' END, 1
  FROM coming JOIN start_steps s ON n % s.turns = s.turn ORDER BY n;

INSERT INTO workflow.tasks_task (
       ticket_id, workflow_id, workflow_version_id, why_workflow, title, priority, status,
       current_step, coordinator_id, coordinator_name, version, sla_target, sla_deadline,
       sla_at_risk_at, sla_cycle, created_at, started_at, completed_at, matching, filled,
       visit_from)
SELECT t.id, s.workflow_id, s.current_version_id, '', t.subject, t.priority,
       CASE WHEN is_open THEN (ARRAY['pending', 'in_progress'])[1 + n / 2 % 2] ELSE 'completed' END,
       CASE WHEN is_open THEN s.key ELSE '' END, boss.user_id, boss.full_name, 1, 28800,
       at + interval '8 hours', at + interval '6 hours', 1, at, at,
       CASE WHEN is_open THEN NULL ELSE at + interval '5 hours' END, '{}', '{}', 0
  FROM coming
  JOIN workflow.tickets_workflowticket t ON t.ticket_number = number
  JOIN start_steps s ON n % s.turns = s.turn
  JOIN members boss ON boss.role = s.coordinator_role AND n % boss.turns = boss.turn
 WHERE NOT is_unrouted ORDER BY n;

-- One open item in twenty waits to be claimed.
INSERT INTO workflow.tasks_taskitem (
       task_id, step_key, step_name, role, assignee_id, assignee_name, assignee_email, origin,
       status, assigns_itself, created_at, entered_at, seat, assigned_at, closed_at, transition,
       outcome, closed_by_name, notes)
SELECT task.id, s.key, s.name, s.role, CASE WHEN NOT waits THEN m.user_id END,
       CASE WHEN waits THEN '' ELSE m.full_name END, CASE WHEN waits THEN '' ELSE m.email END,
       'system', CASE WHEN is_open THEN 'new' ELSE 'done' END, NOT waits, at,
       at, 0, CASE WHEN NOT waits THEN at END, task.completed_at, '', '', '', ''
  FROM (SELECT *, is_open AND abs(hashint4(3 * n)) % 20 = 0 AS waits FROM coming) coming
  JOIN workflow.tickets_workflowticket t ON t.ticket_number = number
  JOIN workflow.tasks_task task ON task.ticket_id = t.id
  JOIN start_steps s ON n % s.turns = s.turn
  JOIN members m ON m.role = s.role AND n / s.turns % m.turns = m.turn
 ORDER BY n;

INSERT INTO workflow.audit_auditevent (
       at, actor_kind, actor_name, action, object_type, object_id, before, after, reason,
       user_agent)
SELECT at, 'system', 'Router', 'ticket.routed', 'ticket', number, '{}', '{}', '', ''
  FROM coming ORDER BY n;

INSERT INTO ticket.tickets_ticket (
       id, number, source_service, external_id, subject, description, category, sub_category,
       department, priority, requester, requester_email, submitted_at, attachments, details, digest,
       revision, received_at, correlation_id, status, status_version, status_changed_at, step,
       assignee_name, concerns)
SELECT gen_random_uuid(), number, 'hdts', number, subject, subject || ': please look at it',
       s.category, s.sub_category, department, priority,
       jsonb_build_object('id', n, 'name', coming.email, 'email', coming.email), coming.email,
       at, '[]', '{}', md5(number), 1, at, gen_random_uuid(),
       CASE WHEN is_unrouted THEN 'unrouted' WHEN is_open THEN 'in_progress' ELSE 'closed' END,
       1, at, '', '',
       CASE WHEN is_unrouted THEN '[]'
            ELSE jsonb_build_array('user:' || boss.user_id, 'user:' || m.user_id) END
  FROM coming
  JOIN start_steps s ON n % s.turns = s.turn
  JOIN members boss ON boss.role = s.coordinator_role AND n % boss.turns = boss.turn
  JOIN members m ON m.role = s.role AND n / s.turns % m.turns = m.turn
 ORDER BY n;

INSERT INTO notification.inbox_items_inappnotification (
       id, user_id, event_id, subject, message, notification_type, reason, related_ticket_number,
       metadata, is_read, read_at, created_at)
SELECT gen_random_uuid(), m.user_id, number, 'Assigned: ' || subject, subject, 'task_assignment',
       'You were assigned', number, '{}', NOT is_open, CASE WHEN NOT is_open THEN at END, at
  FROM coming
  JOIN start_steps s ON n % s.turns = s.turn
  JOIN members m ON m.role = s.role AND n / s.turns % m.turns = m.turn
 ORDER BY n;

DROP TABLE filling, coming, start_steps, members;
