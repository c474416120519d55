#!/usr/bin/env node
import { runNode, setUp } from './setup.mjs';

setUp();
process.exitCode = await runNode(['dist/cli.js', ...process.argv.slice(2)]);
