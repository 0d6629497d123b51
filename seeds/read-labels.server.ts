import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { z } from "zod"
import { Label } from "#workflows/classification/labels/label.ts"

/** The hand-made labels of `labels.csv`, in the order of the table; a row that breaks their rules is refused by zod. */
export const readLabels = (): Label[] =>
  z.array(Label).parse(parse(readFileSync(path.join(import.meta.dirname, "labels.csv")), { columns: true }))
