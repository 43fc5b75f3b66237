import { Textarea } from '@mantine/core';
import { useState } from 'react';

interface LinesInputProps {
  label: string;
  description?: string;
  value: readonly string[];
  onChange: (lines: string[]) => void;
  readOnly?: boolean;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A list written one entry a line. */
export function LinesInput({ value, onChange, ...props }: LinesInputProps) {
  const [text, setText] = useState(value.join('\n'));
  // An undo changes the list under the text; an empty line at the end does not.
  const current = linesOf(text).join('\n') === value.join('\n') ? text : value.join('\n');

  return (
    <Textarea
      {...props}
      autosize
      minRows={2}
      maxRows={10}
      value={current}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
    />
  );
}
