import type { Task } from '@/features/tasks/task';

/** A task as the list shows it, with what the test is about put in. */
export function makeTask(facts: Partial<Task> = {}): Task {
  return {
    task_id: 450,
    number: 'T-450',
    workflow_id: 1,
    workflow_name: 'IT Access Request',
    workflow_version: 1,
    external_ticket_id: 'HD-1',
    ticket_number: 'HD-1',
    title: 'VPN for the new analyst',
    description: '',
    category: 'IT Support',
    sub_category: 'Access',
    department: 'Finance',
    priority: 'high',
    status: 'in_progress',
    current_step: 'verify',
    current_step_name: 'Verify request',
    current_role: 'IT Support',
    item_id: 9,
    assigned_user: 11,
    assigned_user_name: 'Maria Reyes',
    coordinator: 4,
    coordinator_name: 'Omar Haddad',
    sla_deadline: new Date(Date.now() + 3_600_000).toISOString(),
    step_deadline: null,
    sla_state: 'ok',
    is_sla_breached: false,
    first_touch_until: null,
    created_at: new Date(Date.now() - 60_000).toISOString(),
    started_at: null,
    completed_at: null,
    version: 3,
    ...facts,
  };
}
