import { existsSync, readFileSync } from "node:fs"

/** The nation's records beside the project, as the benches of lists need them; null where they are not. */
export const realList = (): Buffer | null => {
  const file = new URL("../../../shared/data/procedures/national-portal.jsonl.gz", import.meta.url)
  return existsSync(file) ? readFileSync(file) : null
}

export const NO_REAL_LIST = "không đo được: không có danh sách thật (../shared/data)"
