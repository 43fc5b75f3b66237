import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const DEEP_RELATIVE = {
  regex: String.raw`^\.\./\.\./`,
  message: 'Reach further than the neighbouring folder through "@/".',
};

/** Limit what the files of one folder may import. */
function layer(files, ...forbidden) {
  return {
    files: [files],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [DEEP_RELATIVE, ...forbidden] },
      ],
    },
  };
}

const features = readdirSync(new URL('./src/features', import.meta.url));

// app -> features/<noun> -> api -> shared; a feature never sees another one.
const layers = [
  layer('src/shared/**', {
    regex: '^@/(app|features|api)(/|$)',
    message: 'shared knows nothing of the layers above it.',
  }),
  layer('src/api/**', {
    regex: '^@/(app|features)(/|$)',
    message: 'api knows only shared.',
  }),
  ...features.map((feature) =>
    layer(`src/features/${feature}/**`, {
      regex: `^@/(app(/|$)|features/(?!${feature}/))`,
      message: 'A feature imports api and shared; app puts features together.',
    }),
  ),
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/*.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  reactHooks.configs.flat.recommended,
  { languageOptions: { globals: globals.browser } },
  { files: ['scripts/**', '*.config.*'], languageOptions: { globals: globals.node } },
  { rules: { '@typescript-eslint/consistent-type-imports': 'error' } },
  ...layers,
);
