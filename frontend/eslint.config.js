import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const DEEP_RELATIVE = {
  regex: String.raw`^\.\./\.\./`,
  message: 'Reach further than the neighbouring folder through "@/".',
};

// Modules are loaded before the language is known, and stay when it changes.
const TOO_EARLY = ['t', 'tWord', 'locale'].map((name) => ({
  selector: `CallExpression[callee.name="${name}"]:not(:function *)`,
  message: 'Choose texts and formats where they are shown (perLanguage keeps what is dear).',
}));

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
  {
    files: ['src/**'],
    ignores: ['**/*.test.*'],
    rules: { 'no-restricted-syntax': ['error', ...TOO_EARLY] },
  },
  ...layers,
);
