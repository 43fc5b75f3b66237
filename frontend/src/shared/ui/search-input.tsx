import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';

const SEARCH_AFTER_MS = 250;

interface SearchInputProps {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}

/** Searches a list a moment after the last key. */
export function SearchInput({ label, value, onSearch }: SearchInputProps) {
  const searchLater = useDebouncedCallback(onSearch, SEARCH_AFTER_MS);
  return (
    <TextInput
      type="search"
      size="xs"
      flex={1}
      miw={180}
      maw={340}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      defaultValue={value}
      maxLength={200}
      onChange={(event) => searchLater(event.currentTarget.value.trim())}
    />
  );
}
