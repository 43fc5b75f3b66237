import { useState, type ClipboardEvent, type DragEvent, type ReactNode } from 'react';

import classes from './files.module.css';

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** Files that are dropped or pasted into it go to `onFiles`; anything else is left alone. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  const [over, setOver] = useState(false);

  function onDragOver(event: DragEvent) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  }

  function onDrop(event: DragEvent) {
    setOver(false);
    take(event, event.dataTransfer);
  }

  function take(event: DragEvent | ClipboardEvent, carried: DataTransfer) {
    const files = [...carried.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  }

  return (
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      onPaste={(event) => take(event, event.clipboardData)}
    >
      {children}
    </div>
  );
}
