// Reads docs/specification.md: its promises, and the tests that they name.

const SECTION = /^## (.+)$/;
const PROMISE = /^- (.+)$/;
const TEST = /^ {2}- \[[^\]]+\]\(([^)]+)\): (`+)(.+?)\2$/;
const GOES_ON = /^ {2}(\S.*)$/;

/** Each promise with its section, the files (as they are linked) and titles of its tests, and lines below it that are neither. */
export function readSpecification(text) {
  const promises = [];
  let section = null;
  let current = null;
  for (const line of text.split('\n')) {
    const [, heading] = SECTION.exec(line) ?? [];
    const [, promise] = PROMISE.exec(line) ?? [];
    if (heading !== undefined) section = heading;
    if (heading !== undefined || line.trim() === '') current = null;
    if (promise !== undefined) {
      current = { section, promise, tests: [], unread: [] };
      promises.push(current);
    } else if (current !== null) {
      readBelow(current, line);
    }
  }
  return promises;
}

function readBelow(current, line) {
  const [, file, , title] = TEST.exec(line) ?? [];
  const [, words] = GOES_ON.exec(line) ?? [];
  if (title !== undefined) current.tests.push({ file, title: title.trim() });
  else if (words !== undefined && !words.startsWith('-') && current.tests.length === 0) current.promise += ` ${words}`;
  else current.unread.push(line.trim());
}
