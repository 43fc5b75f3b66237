import { gzipSync } from 'node:zlib';

import type { Plugin, Rolldown } from 'vite';

const LIMIT_BYTES = 300_000;
const FIRST_SEEN = ['inbox-page', 'sign-in-page'];

/** Ends a build whose first view takes more script, compressed, than a slow line bears. */
export function firstView(): Plugin {
  return {
    name: 'first-view',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const page of FIRST_SEEN) {
          const bytes = sizeOf(scriptsOf(bundle, page));
          if (bytes > LIMIT_BYTES) {
            this.error(`${page} loads ${bytes} bytes of script first; ${LIMIT_BYTES} are allowed.`);
          }
          this.info(`${page} loads ${bytes} of ${LIMIT_BYTES} bytes of script first.`);
        }
      },
    },
  };
}

/** What is loaded before `page` is shown: the entry, the page, and all that they import. */
function scriptsOf(bundle: Rolldown.OutputBundle, page: string): Set<Rolldown.OutputChunk> {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const first = chunks.filter(
    ({ isEntry, facadeModuleId }) => isEntry || facadeModuleId?.endsWith(`/pages/${page}.tsx`),
  );
  if (first.length < 2) throw new Error(`There is no script of ${page}.`);
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
