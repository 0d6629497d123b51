import { createContext, type ReactNode, useContext } from "react"
import { get } from "react-hook-form"
import { fieldId } from "../forms/field-id.ts"
import type { FieldErrors } from "../http/parse-form.ts"

type Sent = { errors: FieldErrors; values: Record<string, unknown> }
const Form = createContext<Sent>({ errors: {}, values: {} })

type PublicFormProps = {
  /** Messages of the action, by field path; `""` concerns the whole form. */
  errors?: FieldErrors | undefined
  /** What the fields hold: as offered, or as typed before something was found wrong. */
  values?: Record<string, unknown> | undefined
  /** What the form does, for screen readers, where a page has several. */
  label?: string
  /** What a device with a key is asked; its answer is sent with the form. */
  passkey?: { act: "add" | "use"; options: object }
  children: ReactNode
}

/** A POST form for pages without scripts: the browser sends it, the server judges it, and what is wrong stands on top. */
export function PublicForm({ errors = {}, values = {}, label, passkey, children }: PublicFormProps) {
  const asked = passkey && { "data-passkey": passkey.act, "data-options": JSON.stringify(passkey.options) }
  return (
    <form method="post" noValidate aria-label={label} {...asked}>
      <FaultSummary errors={errors} />
      <Form.Provider value={{ errors, values }}>{children}</Form.Provider>
    </form>
  )
}

/** Everything wrong with a form, each line leading to its field; has the focus when the page opens. */
function FaultSummary({ errors }: { errors: FieldErrors }) {
  const lines = Object.entries(errors).flatMap(([field, messages]) =>
    messages.map((message) => ({ field, message })),
  )
  if (lines.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: what is wrong is what whoever sent the form has to hear first
    <div role="alert" tabIndex={-1} autoFocus className="notice" data-tone="bad">
      <strong>{lines.length === 1 ? "Có 1 điều cần sửa" : `Có ${lines.length} điều cần sửa`}</strong>
      <ul>
        {lines.map(({ field, message }) => (
          <li key={`${field}:${message}`}>
            {field ? <a href={`#${fieldId(field)}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a field of the form around it shows: its first value and its message. */
export const useSent = (name: string): { id: string; value: string; isOn: boolean; fault: string } => {
  const { errors, values } = useContext(Form)
  const value: unknown = get(values, name)
  return {
    id: fieldId(name),
    value: typeof value === "string" || typeof value === "number" ? String(value) : "",
    isOn: value === true || value === "on",
    fault: errors[name]?.join(" ") ?? "",
  }
}
