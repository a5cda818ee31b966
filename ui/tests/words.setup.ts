// A test speaks whichever language it sets, at once.
import { languages, learn } from '../src/lib/words.svelte';

await Promise.all(languages.map(({ value }) => learn(value)));
