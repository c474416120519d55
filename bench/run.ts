import { generate } from './generate/generate.ts';
import { readOptions } from './options.ts';

const options = readOptions(process.argv.slice(2));
if (options.only.includes('generate')) await generate(options);
