// The titles of the tests in a source file, as they are written there.
import { parseAst } from 'vite';

const FRAMES = new Set(['describe', 'suite']);
const TESTS = new Set(['test', 'it']);

/** Every test of a file as the words of its describe blocks and its own, joined by ` › `; templates as they are written. */
export function testTitles(source) {
  const titles = [];
  const walk = (node, frames) => {
    if (Array.isArray(node)) for (const one of node) walk(one, frames);
    if (typeof node?.type !== 'string') return;
    const name = node.type === 'CallExpression' ? frameworkName(node.callee) : undefined;
    const title = name === undefined ? undefined : textOf(node.arguments[0], source);
    if (title !== undefined && TESTS.has(name)) titles.push([...frames, title].join(' › '));
    const inside = title !== undefined && FRAMES.has(name) ? [...frames, title] : frames;
    for (const [key, child] of Object.entries(node)) if (key !== 'type') walk(child, inside);
  };
  walk(parseAst(source, { lang: 'ts' }).body, []);
  return titles;
}

/** `test` of `test(…)`, `test.for(…)(…)`, `test.skipIf(…)(…)`; nothing of any other call. */
function frameworkName(callee) {
  let node = callee;
  while (node.type !== 'Identifier') {
    if (node.type === 'CallExpression') node = node.callee;
    else if (node.type === 'MemberExpression') node = node.object;
    else return undefined;
  }
  return FRAMES.has(node.name) || TESTS.has(node.name) ? node.name : undefined;
}

function textOf(node, source) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node?.type === 'TemplateLiteral' ? source.slice(node.start + 1, node.end - 1) : undefined;
}
