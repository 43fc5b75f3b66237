/** Own columns, mentions, watching, trials and files of many tickets, and further filters. */
export const followingAndLists = {
  columns: {
    move: 'Move the column {column}',
    moveHint: 'Drag it to another place, or use the left and right arrow keys',
    moved: '{column} is column {place} of {count}',
    resize: 'Width of the column {column}',
  },
  mentions: {
    to: 'To',
    someone: 'Somebody',
    willSee: {
      one: '{names} does not see this ticket yet. Your mention opens it to them.',
      other: '{names} do not see this ticket yet. Your mention opens it to them.',
    },
    reach: {
      sees: 'sees this ticket',
      will_see: 'will see this ticket by your mention',
      requester: 'asked for it: write visibly to them instead',
      cannot: 'cannot see this ticket, so a mention would not arrive',
    },
  },
  watching: {
    stop: 'Stop watching',
    stopped: 'You no longer watch {number}.',
    title: 'Stop watching {number}',
    hint: 'You hear of this ticket because you watch it. Nothing else about it changes.',
    keep: 'Go to the ticket',
  },
  trial: {
    first: { one: 'Try it on {count} first', other: 'Try it on {count} first' },
    running: 'A few are tried first',
    tried: 'This is what became of the first. Shall the others follow?',
    goOn: { one: 'Go on with {count}', other: 'Go on with {count}' },
  },
  csv: {
    save: 'Save as CSV',
  },
  filters: {
    several: 'Choose one or several',
    older: 'older than {count} days',
    newer: 'not older than {count} days',
    days: 'Days',
  },
} as const;
