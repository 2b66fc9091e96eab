// Names with one slip in them: how often the record is found whose name was meant. The slips are the same at every run.
import { engine } from "../browser/engine.mjs";
import { collection } from "./collections.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Numbers from 0 to below `n` that are the same at every run. */
function dice(seed) {
  return (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
}

/** The name with one letter left out, put in, changed or swapped, in a word of four letters or more; nothing where there is none. */
export function slip(name, roll) {
  const words = name.split(/([^A-Za-z]+)/), long = words.map((_, at) => at).filter((at) => /^[A-Za-z]{4,}$/.test(words[at]));
  if (!long.length) return undefined;
  const at = long[roll(long.length)], word = words[at], place = roll(word.length), letter = LETTERS[roll(26)];
  const kind = roll(4), before = word.slice(0, place), after = word.slice(place + 1);
  const next = [before + after, before + letter + word.slice(place), before + letter + after, before + (after[0] ?? "") + word[place] + after.slice(1)][kind];
  words[at] = next;
  return next.toLowerCase() === word.toLowerCase() ? slip(name, roll) : words.join("");
}

/** Asks for `many` names of England's libraries with a slip each. What was found is the record's place, 1 for the first, or none. */
export async function slips(many) {
  const { output, records } = collection("libraries"), ready = engine(output), roll = dice(7), all = [];
  await ready.open();
  while (all.length < many) {
    const { title } = records[roll(records.length)], query = slip(title, roll);
    if (!query) continue;
    const found = (await ready.find({ q: query, count: 10 })).records;
    const place = found.findIndex((record) => record.title === title) + 1;
    all.push({ title, query, place, first: found[0]?.title, gain: place ? 1 / Math.log2(place + 1) : 0 });
  }
  return all;
}

if (process.argv[1] === import.meta.filename) {
  const all = await slips(1000);
  console.log(`names with a slip: nDCG@10 ${(all.reduce((sum, one) => sum + one.gain, 0) / all.length).toFixed(3)}, not found ${all.filter((one) => !one.place).length} of ${all.length}`);
  if (process.argv.includes("--list")) for (const one of all) if (one.place !== 1) console.log(`${one.query} (${one.title}): ${one.place || "not found"}, first ${one.first}`);
}
