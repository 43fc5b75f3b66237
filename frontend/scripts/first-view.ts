import { gzipSync } from 'node:zlib';

import type { Plugin, Rolldown } from 'vite';

const LIMIT_BYTES = 300_000;
const FIRST_SEEN = ['inbox-page', 'sign-in-page'];
const LANGUAGES = ['en', 'de'];
const FIRST_VIEWS = FIRST_SEEN.flatMap((page) => LANGUAGES.map((each) => [page, each] as const));

/** Ends a build whose first view takes more script, compressed, than a slow line bears. */
export function firstView(): Plugin {
  return {
    name: 'first-view',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [page, language] of FIRST_VIEWS) {
          const bytes = sizeOf(scriptsOf(bundle, page, language));
          const told = `${page} (${language}) loads ${bytes} bytes of script first`;
          if (bytes > LIMIT_BYTES) this.error(`${told}; ${LIMIT_BYTES} are allowed.`);
          this.info(`${told}, of ${LIMIT_BYTES}.`);
        }
      },
    },
  };
}

/** What is loaded before `page` is shown: entry, page, language, and all that they import. */
function scriptsOf(
  bundle: Rolldown.OutputBundle,
  page: string,
  language: string,
): Set<Rolldown.OutputChunk> {
  const own = [`/pages/${page}.tsx`, `/i18n/${language}.ts`];
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const first = chunks.filter(
    ({ isEntry, facadeModuleId }) => isEntry || own.some((end) => facadeModuleId?.endsWith(end)),
  );
  if (first.length < 3) throw new Error(`There is no script of ${page} or of ${language}.`);
  const loaded = new Set(first);
  // A set that grows while it is walked also yields what was added.
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return loaded;
}

function sizeOf(chunks: Set<Rolldown.OutputChunk>): number {
  return [...chunks].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}
