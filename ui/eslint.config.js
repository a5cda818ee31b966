import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const onlyDoor = {
  group: ['@tauri-apps/*'],
  message: 'Only src/lib/ipc.ts talks to the program.',
};
const tier = (above, why) => ({
  'no-restricted-imports': ['error', { patterns: [onlyDoor, ...(above.length ? [{ group: above, message: why }] : [])] }],
});

export default ts.config(
  { ignores: ['dist', 'dist-mock', 'node_modules', 'src/generated', 'opener/dist'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'prefer-const': 'off',
      'max-lines': ['error', { max: 350 }],
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => ({ name, message: 'Nothing of a case may be written outside the vault.' })),
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker'].map((name) => ({ name, message: 'The page speaks only through lib/ipc.' })),
        ...['Intl', 'alert', 'confirm', 'prompt'].map((name) => ({ name, message: 'Dates and numbers come from Rust; questions are dialogs of ours.' })),
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-at-debug-tags': 'error',
      'svelte/valid-compile': 'error',
      'svelte/no-unused-svelte-ignore': 'error',
    },
  },
  { files: ['src/lib/**'], rules: tier(['**/components/*', '**/parts/*', '**/views/*'], 'lib knows no markup.') },
  { files: ['src/components/**'], rules: tier(['**/lib/ipc*', '**/lib/session*', '**/generated/*', '**/parts/*', '**/views/*'], 'A component knows no domain.') },
  { files: ['src/parts/**'], rules: tier(['**/views/*'], 'A part knows one subject and no screen.') },
  { files: ['src/views/**', 'src/*.ts', 'src/*.svelte', 'tests/**'], rules: tier([], '') },
  { files: ['src/lib/ipc.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/lib/ipc.mock.ts', 'src/lib/mock/**'], rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  // The opener has no program behind it: it may reach for nothing at all, and marks text up nowhere.
  {
    files: ['opener/src/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [onlyDoor, { group: ['svelte', 'svelte/*', '**/lib/*'], message: 'The opener stands alone.' }] }],
      'no-restricted-properties': ['error', ...['innerHTML', 'insertAdjacentHTML', 'write'].map((property) => ({ property, message: 'Text goes in as text.' }))],
    },
  },
  { files: ['tools/**', 'opener/tools/**', '*.config.*', 'tests/**'], languageOptions: { globals: { ...globals.node } }, rules: { 'no-console': 'off' } },
);
