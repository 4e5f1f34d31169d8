#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** WCAG 2.2 AA: text, and large text or anything else that carries meaning. */
const TEXT = 4.5;
const SHAPE = 3;
const PAIRS = [
  ['ink', ['page', 'surface', 'sky-top', 'sky-low'], TEXT],
  ['ink-soft', ['page', 'surface', 'sky-top', 'sky-low'], TEXT],
  ['export-ink', ['sky-top', 'sky-low'], TEXT],
  ['warn-ink', ['warn-surface'], TEXT],
  ['alert-ink', ['alert-surface'], TEXT],
  ['on-accent', ['accent'], TEXT],
  ['frame-ink', ['frame', 'frame-raised'], TEXT],
  ['frame-quiet', ['frame'], TEXT],
  ['gorse', ['frame', 'frame-raised'], SHAPE],
  ['accent', ['page', 'surface'], SHAPE],
  ['bought', ['surface'], SHAPE],
  ['sent', ['surface'], SHAPE],
  ['line-strong', ['page', 'surface'], SHAPE],
  ['hydro', ['surface'], SHAPE],
  ['good', ['surface'], SHAPE],
  ['fair', ['surface'], SHAPE],
  ['poor', ['surface'], SHAPE],
  ['band-overnight-chart', ['surface'], SHAPE],
  ['good-ink', ['good-surface'], TEXT],
  ['fair-ink', ['fair-surface'], TEXT],
  ['poor-ink', ['poor-surface'], TEXT],
  ['focus', ['page', 'surface'], SHAPE],
];

/** The tokens of each block of the stylesheet: one set for the page and one for each sky. */
function blocksOf(css) {
  return [...css.matchAll(/(?<![^{}])([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
    selector: selector.replace(/\/\*.*?\*\//gs, '').trim(),
    tokens: Object.fromEntries(
      [...body.matchAll(/--(\w[\w-]{0,60}):\s*([^\s;][^;]*);/g)].map(([, name, value]) => [name, value]),
    ),
  }));
}

function inTheme(value, theme) {
  const both = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
  return both ? both[theme === 'light' ? 1 : 2] : value;
}

function luminance(colour) {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function* checks(tokens, sky, theme) {
  for (const [ink, grounds, least] of PAIRS) {
    for (const ground of grounds) {
      const ratio = contrast(inTheme(tokens[ink], theme), inTheme(tokens[ground], theme));
      yield { name: `${theme}, ${sky}: --${ink} on --${ground}`, ratio, least };
    }
  }
}

/** Fails when two colours that meet on the page are too close to each other, in any theme and under any sky. */
async function main(tokensFile) {
  if (tokensFile === undefined) throw new Error(`usage: ${basename(import.meta.filename)} <tokens.css>`);
  const blocks = blocksOf(await readFile(tokensFile, 'utf8'));
  const page = Object.assign({}, ...blocks.filter(({ selector }) => selector === ':root').map(({ tokens }) => tokens));
  const skies = [
    { selector: 'no band', tokens: {} },
    ...blocks.filter(({ selector }) => selector.startsWith('[data-band')),
  ];
  const all = skies.flatMap(({ selector, tokens }) =>
    ['light', 'dark'].flatMap((theme) => [...checks({ ...page, ...tokens }, selector, theme)]),
  );
  const faults = all.filter(({ ratio, least }) => !(ratio >= least));
  for (const { name, ratio, least } of faults) console.error(`${name}: ${ratio.toFixed(2)}, at least ${least} needed`);
  console.log(`${all.length} pairs of colours, ${faults.length} fault(s)`);
  process.exitCode = all.length > 0 && faults.length === 0 ? 0 : 1;
}

await main(...process.argv.slice(2));
