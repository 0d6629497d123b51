import { isDocument, setField } from "./bson.server.ts"

/** A copy whose documents and arrays may be altered; values (dates, ids, bytes) are shared and never altered. */
export const cloned = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(cloned) as Value
  if (!isDocument(value)) return value
  const copy = {}
  for (const name of Object.keys(value)) setField(copy, name, cloned(value[name]))
  return copy as Value
}
