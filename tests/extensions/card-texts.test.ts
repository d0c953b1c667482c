import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type TypeScript from '../../extensions/app/cards/node_modules/typescript';
import { describe, expect, test } from 'vitest';

const APP = join(import.meta.dirname, '../../extensions/app');
const FOLDERS = ['cards', 'pages', 'settings', 'packages/ui'];
/** The compiler of the cards' own workspace: the repository's has no interface to its syntax tree. */
const ts = createRequire(join(APP, 'cards/package.json'))('typescript') as typeof TypeScript;

/** Props of HubSpot's components that people read. */
const READ = new Set([
  'title',
  'label',
  'description',
  'buttonText',
  'valueDescription',
  'placeholder',
  'value',
  'alt',
]);
const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);

/** Texts for people that stand in a file's markup: as content, or in a prop that is read. */
function findTexts(file: string, source: string): string[] {
  const found: string[] = [];
  const collectStrings = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node) || ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    const isCompared = ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind !== ts.SyntaxKind.PlusToken;
    const isArgument = ts.isCallExpression(node.parent) || ts.isElementAccessExpression(node.parent);
    if (isText && !isCompared && !isArgument && hasWord(node.text)) found.push(node.text);
    ts.forEachChild(node, collectStrings);
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isJsxText(node) && hasWord(node.text)) found.push(node.text.trim());
    if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent)) {
      collectStrings(node.expression);
    }
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText(tree)) && node.initializer !== undefined) {
      collectStrings(node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  visit(tree);
  return found;
}

describe('the texts of the cards and the pages', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(APP, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.startsWith('node_modules'))
      .map((file) => join(folder, file)),
  );

  test.each(files)('stand beside %s, where they are translated, not in it', (file) => {
    expect(findTexts(file, readFileSync(join(APP, file), 'utf8'))).toEqual([]);
  });

  test.each([
    ['content', '<Text>Try again</Text>', ['Try again']],
    ['an expression', '<Text>{isOpen ? "Try again" : <b>{`Close ${n} of`}</b>}</Text>', ['Try again', 'Close ', ' of']],
    ['a prop that is read', '<Alert title={`Risk: ${n}`} variant="info" />', ['Risk: ']],
    ['a plain prop', '<Button title="Go on" onClick={() => act("start it")} />', ['Go on']],
    ['nothing', '<Tag variant={x === "ok" ? y : z}>{TEXTS.more(n)}{" · "}{TEXTS["of"]}</Tag>', []],
  ])('are found in %s', (_, source, texts) => {
    expect(findTexts('x.tsx', `const X = () => ${source};`)).toEqual(texts);
  });
});
