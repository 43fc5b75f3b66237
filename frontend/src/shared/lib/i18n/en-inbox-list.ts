/** Texts of the list of tickets and its views. */
export const inboxList = {
  inbox: {
    views: 'Views',
    view: {
      mine: 'Mine',
      unassigned: 'Unassigned',
      waiting: 'Waiting',
      mentioned: 'Mentioned',
      watching: 'Watching',
      at_risk: 'At risk',
      breached: 'Breached',
      all: 'All open',
      done: 'Done this week',
    },
    search: 'Search number or words',
    addFilter: 'Filter',
    filterBy: 'Filter by {filter}',
    applyFilter: 'Apply',
    removeFilter: 'Remove the filter {filter}',
    filter: {
      search: 'Words',
      priority: 'Priority',
      status: 'Status',
      sla_state: 'Clock',
      role: 'Role of the step',
      category: 'Category',
      department: 'Department',
    },
    slaState: { ok: 'In time', at_risk: 'At risk', breached: 'Breached', paused: 'Paused' },
    rising: 'rising',
    falling: 'falling',
    unread: { one: '{count} unread comment', other: '{count} unread comments' },
    waiting: { one: '{count} new – show', other: '{count} new – show' },
    gone: 'Left this view',
    detail: 'Selected ticket',
    choose: 'Choose a ticket',
    chooseHint: 'Press j and k to move through the list, Enter to open a ticket on its own page.',
    noMatch: 'Nothing matches',
    noMatchHint: 'Try other words or fewer filters.',
    clearFilter: 'Clear the filter',
    empty: {
      mine: {
        title: 'Nothing is waiting for you',
        hint: 'New work appears here by itself. Look at “Unassigned” to take some.',
      },
      unassigned: {
        title: 'Everything has an owner',
        hint: 'Work of your roles that nobody has is listed here to be claimed.',
      },
      waiting: {
        title: 'Nothing stands still',
        hint: 'Your tickets that are on hold or wait for another system are listed here.',
      },
      mentioned: {
        title: 'Nobody has mentioned you',
        hint: 'Open tickets in whose discussion somebody addressed you are listed here.',
      },
      watching: {
        title: 'You watch nothing',
        hint: 'Choose “Watch” on a ticket to keep an eye on it here.',
      },
      at_risk: {
        title: 'Nothing is at risk',
        hint: 'Tickets that have used three quarters of their time are listed here.',
      },
      breached: { title: 'No deadline was missed', hint: 'Keep it up.' },
      all: {
        title: 'There are no open tickets',
        hint: 'Tickets you may see are listed here while they are open.',
      },
      done: {
        title: 'Nothing done in the last seven days',
        hint: 'Tickets on which you finished a step are listed here for a week.',
      },
    },
  },
} as const;
