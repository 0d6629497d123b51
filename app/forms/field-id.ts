import { createContext } from "react"

/** What tells the fields of one form of a page from those of another. */
export const FormMark = createContext("")

/** The id of a field's input, from its name; `mark`: of its form, where a page has several. */
export const fieldId = (name: string, mark = ""): string =>
  ["truong", ...(mark ? [mark] : []), name.replaceAll(".", "-")].join("-")
