import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import base from './eslint.config.mjs';

/** Rules of what runs in a browser: the display and its parts. */
export default tseslint.config(
  ...base,
  {
    files: ['**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // A part of a drawing has to keep its element's name in SVG, so its component is an attribute.
      '@angular-eslint/component-selector': [
        'error',
        [
          { type: 'element', prefix: 'hub', style: 'kebab-case' },
          { type: 'attribute', prefix: 'hub', style: 'camelCase' },
        ],
      ],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'hub', style: 'camelCase' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
    },
  },
  {
    files: ['**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    rules: {
      '@angular-eslint/template/i18n': ['error', { checkAttributes: false, checkId: true }],
      '@angular-eslint/template/prefer-control-flow': 'error',
    },
  },
  {
    // Not translated: the page before any script runs says what it has to in both languages, specs are not shown.
    files: ['**/index.html', '**/*.spec.ts/*.html'],
    rules: { '@angular-eslint/template/i18n': 'off' },
  },
);
