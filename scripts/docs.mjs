// Fills the generated parts of Markdown files: between `<!-- generated: name -->` and `<!-- end -->`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

const link = (text, url) => `[${cell(text)}](${url})`;

function topicsTable(topics, recommended) {
  const rows = [...topics]
    .sort((a, b) => a.category.localeCompare(b.category) || a.id.localeCompare(b.id))
    .map(({ id, category, name, rules }) => {
      const count = rules.length === 0 ? '–' : `${rules.length}, ${rules.filter((rule) => recommended.has(rule.id)).length} recommended`;
      return `| ${link(name, `topics/${id}.md`)} | ${cell(category)} | ${count} |`;
    });
  return ['| topic | category | rules |', '| --- | --- | --- |', ...rows].join('\n');
}

function guidelinesTable(guidelines, presets) {
  const rows = guidelines
    .filter(({ short }) => presets[short])
    .sort((a, b) => a.short.localeCompare(b.short))
    .map(({ short, title, company, url, status }) => {
      const age = status === 'current' ? '' : ` (${status})`;
      return `| \`${short}\` | ${link(title, url)}${age} | ${cell(company)} | ${Object.keys(presets[short]).length} |`;
    });
  return ['| name | guideline | publisher | rules |', '| --- | --- | --- | --- |', ...rows].join('\n');
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
  const everywhere = Object.fromEntries(
    Object.entries(targets.Callback.attributes).filter(([name, does]) =>
      Object.values(targets).every((target) => target.attributes[name] === does),
    ),
  );
  const { readTopicFolder } = await import(new URL('dist/topics/read.js', root));
  const { compile } = await import(new URL('dist/compile/compile.js', root));
  const { topics, guidelines } = readTopicFolder(fileURLToPath(new URL('topics', root)));
  const { pack } = compile(topics, guidelines);
  const recommended = new Set(pack.rules.filter((rule) => rule.recommended).map((rule) => rule.id));
  const parts = {
    functions: functionsTable(functions),
    targets: targetSections(targets, everywhere),
    topics: topicsTable(topics, recommended),
    guidelines: guidelinesTable(guidelines, pack.presets),
  };
  return Object.fromEntries(
    ['docs/language.md', 'README.md'].map((name) => [name, fill(readFileSync(new URL(name, root), 'utf8'), parts)]),
  );
}
