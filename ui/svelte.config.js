// External styles only: the content security policy refuses inline ones.
export default {
  compilerOptions: { css: 'external', runes: true },
};
