type Words = Readonly<Record<'en' | 'cy', string>>;

const FOLDERS: readonly (readonly [folder: string, words: Words])[] = [
  [
    'tables/',
    {
      en: 'Lists, each as CSV for a spreadsheet and as JSON for programs. Times in them are seconds since 1970, in UTC.',
      cy: 'Rhestrau, pob un fel CSV ar gyfer taenlen ac fel JSON ar gyfer rhaglenni. Eiliadau ers 1970, mewn UTC, yw’r amserau ynddynt.',
    },
  ],
  [
    'readings/',
    {
      en: 'Every reading of every feed: the time in UTC, the time on the clock, the value. A moment without a line was not measured. Half-hours are there as JSON too. The number at the start of a name is the feed’s in tables/feeds.csv, which has its unit.',
      cy: 'Pob darlleniad o bob ffrwd: yr amser mewn UTC, yr amser ar y cloc, y gwerth. Ni fesurwyd eiliad heb linell. Mae’r hanner oriau yno fel JSON hefyd. Rhif y ffrwd yn tables/feeds.csv, lle mae ei huned, sydd ar ddechrau’r enw.',
    },
  ],
  [
    'feed-files/',
    {
      en: 'The same readings as the files of an emonCMS (PHPFina): copy them into its folder to go on there.',
      cy: 'Yr un darlleniadau fel ffeiliau emonCMS (PHPFina): copïwch nhw i’w ffolder i barhau yno.',
    },
  ],
];

const TABLES: Readonly<Record<string, Words>> = {
  settings: {
    en: 'What you set, your tariffs and the account this hub is linked to',
    cy: 'Eich gosodiadau, eich tariffau a’r cyfrif y mae’r hwb wedi’i gysylltu ag ef',
  },
  feeds: {
    en: 'Feeds: what is measured, in which unit, how often',
    cy: 'Ffrydiau: beth a fesurir, ym mha uned, pa mor aml',
  },
  inputs: {
    en: 'What meters and devices send, and what becomes of it',
    cy: 'Yr hyn y mae mesuryddion a dyfeisiau yn ei anfon, a’r hyn a wneir ag ef',
  },
  devices: { en: 'Devices', cy: 'Dyfeisiau' },
  people: { en: 'People with access, without their passwords', cy: 'Pobl â mynediad, heb eu cyfrineiriau' },
  'api-keys': {
    en: 'Names of the keys you made, without the keys',
    cy: 'Enwau’r allweddi a wnaethoch, heb yr allweddi',
  },
  log: { en: 'Who did what, for a year', cy: 'Pwy wnaeth beth, am flwyddyn' },
  schedules: { en: 'Schedules and their next runs', cy: 'Amserlenni a’u rhediadau nesaf' },
  'schedule-events': { en: 'What happened to each schedule', cy: 'Yr hyn a ddigwyddodd i bob amserlen' },
  'household-daily': { en: 'Your days: use, hydro and cost', cy: 'Eich dyddiau: defnydd, ynni dŵr a chost' },
  'household-monthly': { en: 'Your months: use, hydro and bill', cy: 'Eich misoedd: defnydd, ynni dŵr a bil' },
  'club-daily': { en: 'The community’s days', cy: 'Dyddiau’r gymuned' },
  'club-monthly': { en: 'The community’s months', cy: 'Misoedd y gymuned' },
};

const TITLE: Words = { en: 'Your CydYnni data', cy: 'Eich data CydYnni' };

/** The page inside an export that says what is in it: both languages, the household's first. Needs no network. */
export function readmePage(tables: readonly string[], first: 'en' | 'cy'): string {
  const other = first === 'en' ? 'cy' : 'en';
  const parts = ([first, other] as const).map((language) => section(tables, language)).join('<hr>');
  return `<!doctype html><html lang="${first}"><meta charset="utf-8"><title>${TITLE[first]}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}</style>
${parts}</html>\n`;
}

function section(tables: readonly string[], language: 'en' | 'cy'): string {
  const folders = FOLDERS.map(([folder, words]) => `<dt>${folder}</dt><dd>${words[language]}</dd>`).join('\n');
  const lists = tables.map((name) => `<dt>${name}</dt><dd>${TABLES[name]?.[language] ?? ''}</dd>`).join('\n');
  return `<section lang="${language}"><h1>${TITLE[language]}</h1>\n<dl>${folders}</dl>\n<h2>tables/</h2>\n<dl>${lists}</dl></section>`;
}
