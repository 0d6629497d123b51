import { Text } from "@mantine/core"
import { useContext, useEffect, useRef } from "react"
import { type FieldErrors, useFormContext } from "react-hook-form"
import classes from "../components/notices.module.css"
import { FormMark, fieldId } from "./field-id.ts"

/** Everything wrong with the form in one list whose lines lead to the fields; takes the focus when it appears. */
export function FormErrors() {
  const { formState } = useFormContext()
  const mark = useContext(FormMark)
  const box = useRef<HTMLDivElement>(null)
  const lines = saidOnce(linesOf(formState.errors))
  // Pressing the button again with the same faults leads back to the list.
  const seen =
    lines.length > 0 ? `${formState.submitCount} ${lines.map((line) => line.message).join("|")}` : null
  useEffect(() => {
    if (seen !== null) box.current?.focus()
  }, [seen])
  if (lines.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className={classes.errors}>
      <Text fw={600}>{lines.length === 1 ? "Có 1 điều cần sửa" : `Có ${lines.length} điều cần sửa`}</Text>
      <ul>
        {lines.map(({ field, message }) => (
          <li key={`${field}:${message}`}>
            {field ? <a href={`#${fieldId(field, mark)}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  )
}

type Line = { field: string; message: string }

/** Without what is said of the whole where it only repeats what is said at the fields. */
const saidOnce = (lines: Line[]): Line[] => {
  const atFields = lines.filter(({ field }) => field !== "").map(({ message }) => message)
  const isRepeated = (message: string) =>
    atFields.reduce((rest, one) => rest.replaceAll(one, ""), message).trim() === ""
  return lines.filter(({ field, message }) => field !== "" || !isRepeated(message))
}

const linesOf = (errors: FieldErrors, prefix = ""): Line[] =>
  Object.entries(errors).flatMap(([key, error]) => {
    if (!error || typeof error !== "object" || key === "ref") return []
    const path = prefix ? `${prefix}.${key}` : key
    if ("message" in error && typeof error.message === "string")
      return [{ field: path.startsWith("root") ? "" : path, message: error.message }]
    return linesOf(error as FieldErrors, path)
  })
