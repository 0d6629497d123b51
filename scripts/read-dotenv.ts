/**
 * Loaded before a command (`node --import`): takes what `.env` says and the shell does not. Node's own
 * `--env-file-if-exists` would tell whoever has no such file so each time; tests run the commands without either, so that
 * a developer's own settings do not reach them.
 */
import { existsSync } from "node:fs"

if (existsSync(".env")) process.loadEnvFile(".env")
