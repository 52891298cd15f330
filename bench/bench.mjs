// npm run bench -- <description> … [--runs 5]
// Whole processes, side by side in one run: what counts are the ratios. See CONTRIBUTING.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as yaml from 'js-yaml';

const here = path.dirname(fileURLToPath(import.meta.url));
const bin = (name) => path.join(here, '../node_modules/.bin', name);
const peak = new URL('peak.mjs', import.meta.url).href;
const folder = mkdtempSync(path.join(tmpdir(), 'stylebook-bench-'));

const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '5' } }, allowPositionals: true });
const runs = Number(values.runs);
const descriptions =
  positionals.length > 0
    ? positionals.map((file) => path.resolve(process.env.INIT_CWD ?? '.', file))
    : [path.join(here, '../fixtures/library.yaml')];

const commands = {
  trivial: (file) => [bin('spectral'), 'lint', '-q', '-r', path.join(here, 'trivial.yaml'), file],
  spectral: (file) => [bin('spectral'), 'lint', '-q', '-r', path.join(here, 'all.yaml'), file],
  stylebook: (file) => [path.join(here, '../dist/cli/main.js'), 'lint', '-q', '-r', 'all', file],
  redocly: (file) => [bin('redocly'), 'lint', '--extends', 'recommended', '--format', 'summary', file],
};

/** Seconds and megabytes of one run. */
function measure(command) {
  const peakFile = path.join(folder, 'peak');
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import ${peak}`,
    PEAK_FILE: peakFile,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    CI: 'true',
  };
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, command, { env, cwd: folder, maxBuffer: 1 << 30 });
  const seconds = (performance.now() - start) / 1000;
  // 1: findings; redocly says 1 for errors too
  if (status !== 0 && status !== 1) throw new Error(`${command.join(' ')} ended with ${status}\n${stderr}`);
  return { seconds, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Medians of all commands on a file, run in turns so that a slow minute of the machine hits them all. */
function compare(file, names = Object.keys(commands)) {
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run++) for (const name of names) all[name].push(measure(commands[name](file)));
  return Object.fromEntries(
    names.map((name) => [
      name,
      { seconds: median(all[name].map((one) => one.seconds)), megabytes: median(all[name].map((one) => one.megabytes)) },
    ]),
  );
}

/** A description with everything in it `times` times, each copy under names of its own. */
function multiply(document, times) {
  const copy = structuredClone(document);
  for (let index = 1; index < times; index++) {
    const text = JSON.stringify(document).replaceAll(/"#\/(components\/[^/"]+|definitions)\/([^"]+)"/g, `"#/$1/copy${index}_$2"`);
    const other = JSON.parse(text);
    for (const [name, item] of Object.entries(other.paths ?? {})) copy.paths[`/copy${index}${name}`] = item;
    for (const [kind, entries] of Object.entries(other.components ?? {})) {
      if (kind === 'securitySchemes') continue;
      for (const [name, entry] of Object.entries(entries)) copy.components[kind][`copy${index}_${name}`] = entry;
    }
    for (const [name, entry] of Object.entries(other.definitions ?? {})) copy.definitions[`copy${index}_${name}`] = entry;
  }
  return copy;
}

/** The exponent of time over size: the slope of the logarithms, start-up taken off. */
function exponent(points) {
  const logs = points.map(({ size, seconds }) => [Math.log(size), Math.log(seconds)]);
  const mean = (index) => logs.reduce((sum, log) => sum + log[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0) / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}

const two = (number) => number.toFixed(2);

try {
  console.log(`Medians of ${runs} runs; ratios to \`spectral lint\` with one trivial rule.\n`);
  console.log(
    '| description | trivial | spectral lint, all rules | stylebook lint, all rules | redocly lint | memory: trivial | stylebook |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const file of descriptions) {
    const { trivial, spectral, stylebook, redocly } = compare(file);
    const cell = ({ seconds }) => `${two(seconds)} s (${two(seconds / trivial.seconds)} ×)`;
    const memory = ({ megabytes }) => `${megabytes.toFixed(0)} MB`;
    console.log(
      `| ${path.basename(file)} | ${two(trivial.seconds)} s | ${cell(spectral)} | ${cell(stylebook)} | ${cell(redocly)} | ${memory(trivial)} | ${memory(stylebook)} |`,
    );
  }

  const [file] = descriptions;
  const document = yaml.load(readFileSync(file, 'utf8'));
  const base = path.join(folder, 'empty.json');
  writeFileSync(base, JSON.stringify({ openapi: '3.0.3', info: { title: 'Empty', version: '1' }, paths: {} }));
  const startUp = compare(base, ['stylebook']).stylebook.seconds;
  const points = [1, 2, 4, 8].map((times) => {
    const big = path.join(folder, `times${times}.json`);
    const text = JSON.stringify(multiply(document, times), null, 1);
    writeFileSync(big, text);
    return { times, size: text.length, seconds: compare(big, ['stylebook']).stylebook.seconds - startUp };
  });
  console.log(`\n${path.basename(file)}, doubled three times (start-up of ${two(startUp)} s taken off):`);
  for (const { times, size, seconds } of points) console.log(`  ${times} ×  ${(size / 1e6).toFixed(1)} MB  ${two(seconds)} s`);
  console.log(`Time grows with the size to the power of ${two(exponent(points))}.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
