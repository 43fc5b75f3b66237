export interface Plural {
  one: string;
  other: string;
}

type Leaf = string | Plural;

/** The dotted paths of all messages of a catalogue. */
export type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends Leaf ? K : `${K}.${PathsOf<T[K]>}`;
}[keyof T & string];

type PlaceholdersOf<Message extends string> =
  Message extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersOf<Rest> : never;

// The intersection of one pattern for each name: all of them have to stand in the translation.
type Naming<Name extends string> = (
  Name extends string ? (pattern: `${string}{${Name}}${string}`) => void : never
) extends (pattern: infer All) => void
  ? All
  : never;

type Translated<Message extends string> = [PlaceholdersOf<Message>] extends [never]
  ? string
  : Naming<PlaceholdersOf<Message>>;

/**
 * What a further language has to provide for `English`: a message for each of its keys, with the
 * same placeholders. The form for one may spell the count out.
 */
export type Translation<English> = {
  readonly [K in keyof English]: English[K] extends string
    ? Translated<English[K]>
    : English[K] extends Plural
      ? { readonly one: string; readonly other: Translated<English[K]['other']> }
      : Translation<English[K]>;
};
