/** British spellings of words, to the American ones: curated families, no spell-checker. What American English accepts too (grey, catalogue, cancelled) is left alone. */

/** Verbs in -ise, without the end. */
const verbs =
  'agon anonym apolog author capital categor central character colon critic crystall custom digit emphas equal familiar final formal general global harmon hospital ideal immun initial ' +
  'international legal local material maxim memor minim mobil modern monet national neutral normal optim organ parallel parameter penal personal popular priorit privat pseudonym random real ' +
  'recogn regular sanit scrutin serial social special stabil standard steril subsid summar symbol sympath synchron synthes token util vapor virtual visual';

const ise = new RegExp(`^((?:re|de|un|dis|pre|over)?(?:${verbs.replaceAll(' ', '|')}))is(e[sdr]?|ers|ing|able|ations?|ational|ationally)$`);
const our =
  /^((?:un|dis|mis)?(?:behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum|sav|vap|endeav|arm|od|parl))our(s|ed|ing|ful|less|ites?|able|ably|hoods?|al|ally|ers?)?$/;
/** `cancelled` and `travelled` are American too. */
const ll = /^((?:un|re|mis)?(?:model|label|signal|fuel|level|tunnel|channel|parcel))l(ing|ings|ed|ers?)$/;
const re = /^((?:kilo|milli|centi|nano|epi|hyper|data)?(?:cent|met|lit)|theat|fib|calib|lust|spect)re(s|d)?$/;

const pairs: Record<string, string> = {
  analyse: 'analyze', analysed: 'analyzed', analyser: 'analyzer', analysers: 'analyzers', analysing: 'analyzing', paralyse: 'paralyze', paralysed: 'paralyzed', catalyse: 'catalyze',
  licence: 'license', licences: 'licenses', defence: 'defense', defences: 'defenses', offence: 'offense', offences: 'offenses', pretence: 'pretense',
  enrol: 'enroll', enrols: 'enrolls', enrolment: 'enrollment', enrolments: 'enrollments', fulfil: 'fulfill', fulfils: 'fulfills', fulfilment: 'fulfillment', fulfilments: 'fulfillments',
  instalment: 'installment', instalments: 'installments', skilful: 'skillful', programme: 'program', programmes: 'programs', cheque: 'check', cheques: 'checks', tyre: 'tire', tyres: 'tires',
  ageing: 'aging', aluminium: 'aluminum', artefact: 'artifact', artefacts: 'artifacts', manoeuvre: 'maneuver', sceptical: 'skeptical', jewellery: 'jewelry', kerb: 'curb', practise: 'practice',
  practised: 'practiced', practising: 'practicing', paediatric: 'pediatric', paediatrics: 'pediatrics', orthopaedic: 'orthopedic', anaesthetic: 'anesthetic', encyclopaedia: 'encyclopedia',
  haemoglobin: 'hemoglobin', oestrogen: 'estrogen', diarrhoea: 'diarrhea', foetus: 'fetus', mould: 'mold', plough: 'plow',
}; // prettier-ignore
const byWord = new Map(Object.entries(pairs));
const known = new Map<string, string | null>();

/** The American spelling of a word in lower case; null where it has no other. */
export function american(word: string): string | null {
  let found = known.get(word);
  if (found === undefined) {
    found = find(word);
    if (known.size > 20_000) known.clear();
    known.set(word, found);
  }
  return found;
}

function find(word: string): string | null {
  const pair = byWord.get(word);
  if (pair !== undefined) return pair;
  let match = ise.exec(word);
  if (match) return `${match[1]!}iz${match[2]!}`;
  match = our.exec(word);
  if (match) return `${match[1]!}or${match[2] ?? ''}`;
  match = ll.exec(word);
  if (match) return `${match[1]!}${match[2]!}`;
  match = re.exec(word);
  return match ? `${match[1]!}er${match[2] === 'd' ? 'ed' : (match[2] ?? '')}` : null;
}
