// Fills the generated parts of Markdown files: between `<!-- generated: name -->` and `<!-- end -->`.
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

function functionsTable(functions) {
  const rows = Object.entries(functions).map(([name, { does, options }]) => {
    const list =
      typeof options === 'string'
        ? options === 'body'
          ? 'a body'
          : 'as `has` in a body'
        : Object.entries(options)
            .map(([option, { does: meaning, required }]) => `\`${option}\`${required ? ' (needed)' : ''}: ${meaning}`)
            .join('<br>') || '–';
    return `| \`${name}\` | ${cell(does)} | ${cell(list)} |`;
  });
  return ['| function | says | options |', '| --- | --- | --- |', ...rows].join('\n');
}

function targetSections(targets, common) {
  const shared = Object.entries(common).map(([name, does]) => `| \`${name}\` | ${cell(does)} |`);
  const sections = Object.entries(targets).map(([target, { attributes, relations }]) => {
    const own = Object.entries(attributes).filter(([name, does]) => common[name] !== does);
    const rows = own.map(([name, does]) => `| \`${name}\` | ${cell(does)} |`);
    const table = rows.length > 0 ? ['', '| attribute | definition |', '| --- | --- |', ...rows] : [];
    return [`### ${target}`, '', `Leads to: ${relations.join(', ')}.`, ...table].join('\n');
  });
  return [['### Every target', '', '| attribute | definition |', '| --- | --- |', ...shared].join('\n'), ...sections].join('\n\n');
}

/** The text of a file with its generated parts filled in. */
export function fill(text, parts) {
  return text.replace(/(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g, (whole, start, name, end) =>
    parts[name] === undefined ? whole : `${start}\n${parts[name]}\n\n${end}`,
  );
}

/** File name to text, for every file with generated parts. */
export async function documents() {
  const { describeTargets, functions } = await import(new URL('dist/runtime/vocabulary.js', root));
  const targets = describeTargets();
  const everywhere = Object.fromEntries(Object.entries(targets.Callback.attributes).filter(([name, does]) => Object.values(targets).every((target) => target.attributes[name] === does)));
  const parts = { functions: functionsTable(functions), targets: targetSections(targets, everywhere) };
  return { 'docs/language.md': fill(readFileSync(new URL('docs/language.md', root), 'utf8'), parts) };
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').pop())) {
  for (const [name, text] of Object.entries(await documents())) writeFileSync(new URL(name, root), text);
}
