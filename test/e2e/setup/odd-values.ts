import type { OddBody } from "./odd-bodies.ts"
import type { PageForm } from "./page-forms.ts"

const FORM = "application/x-www-form-urlencoded"
/** Say what a form is about: kept, so that what is odd is read by the schema of that step. */
const KEPT = new Set(["intent", "revision", "jobId", "scope", "version", "digest"])

type Field = [name: string, value: string]

const WAYS: Record<string, (field: Field) => Field[]> = {
  "as lists": ([name, value]) => [
    [name, value],
    [name, value],
  ],
  "as marked lists": ([name, value]) => [[`${name}[]`, value]],
  "as nested values": ([name, value]) => [[`${name}.x.y`, value]],
  "as lists of nested values": ([name, value]) => [[`${name}[1].x`, value]],
  "as a name every object has": ([name]) => [[name, "constructor"]],
  "as the name of the prototype": ([name]) => [[name, "__proto__"]],
  "without end": ([name]) => [[name, "ạ".repeat(5000)]],
  "as signs": ([name]) => [[name, "\u0000\ud800\u202e<b>{{x}}"]],
  empty: ([name]) => [[name, ""]],
  "not at all": () => [],
}

/** A form of a page with every value odd in one way, with and without what says which form it is. */
export const withOddValues = (form: PageForm): OddBody[] =>
  [true, false].flatMap((keeps) => {
    const fields = form.fields.map(({ name, value }): Field => [name, value])
    const isKept = ([name]: Field) => keeps && KEPT.has(name)
    const said = keeps ? "" : ", the intent too"
    const texts = Object.entries(WAYS).map(([way, change]) => ({
      name: `${way}${said}`,
      type: FORM,
      body: new URLSearchParams(
        fields.flatMap((field) => (isKept(field) ? [field] : change(field))),
      ).toString(),
    }))
    return [
      ...texts,
      { name: `as files${said}`, type: "multipart/form-data; boundary=x", body: asFiles(fields, isKept) },
    ]
  })

const asFiles = (fields: Field[], isKept: (field: Field) => boolean): string =>
  `${fields
    .map((field) => {
      const fileName = isKept(field) ? "" : '; filename="a.txt"'
      return `--x\r\nContent-Disposition: form-data; name="${field[0]}"${fileName}\r\n\r\n${field[1]}\r\n`
    })
    .join("")}--x--\r\n`
