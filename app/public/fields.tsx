import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react"
import { useSent } from "./form.tsx"

type Named<P> = Omit<P, "name" | "defaultValue" | "id"> & {
  name: string
  label: ReactNode
  description?: string
}

/** Label, note and message around an input, tied to it. */
function Field({
  name,
  label,
  description,
  required,
  children,
}: Pick<Named<unknown>, "name" | "label" | "description"> & {
  required?: boolean | undefined
  children: ReactNode
}) {
  const { id, fault } = useSent(name)
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {description ? (
        <span className="note" id={`${id}-note`}>
          {description}
        </span>
      ) : null}
      {fault ? (
        <span className="fault" id={`${id}-error`}>
          {fault}
        </span>
      ) : null}
      {children}
    </div>
  )
}

/** What ties an input to the words around it. */
const useTied = (name: string, description: string | undefined) => {
  const { id, fault, value } = useSent(name)
  const notes = [description ? `${id}-note` : "", fault ? `${id}-error` : ""].filter(Boolean).join(" ")
  return {
    id,
    name,
    defaultValue: value,
    "aria-describedby": notes || undefined,
    "aria-invalid": fault ? true : undefined,
  }
}

export function TextField({
  label,
  description,
  name,
  ...input
}: Named<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field name={name} label={label} {...(description ? { description } : {})} required={input.required}>
      <input type="text" {...input} {...useTied(name, description)} />
    </Field>
  )
}

/** Comes back empty when the form was refused: a password is shown to nobody. */
export function PasswordField(props: Named<InputHTMLAttributes<HTMLInputElement>>) {
  return <TextField {...props} type="password" />
}

export function TextAreaField({
  label,
  description,
  name,
  ...input
}: Named<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field name={name} label={label} {...(description ? { description } : {})} required={input.required}>
      <textarea rows={5} {...input} {...useTied(name, description)} />
    </Field>
  )
}

export function SelectField({
  label,
  description,
  name,
  data,
  ...input
}: Named<SelectHTMLAttributes<HTMLSelectElement>> & { data: readonly { value: string; label: string }[] }) {
  return (
    <Field name={name} label={label} {...(description ? { description } : {})} required={input.required}>
      <select {...input} {...useTied(name, description)}>
        {data.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Posts `on` when ticked and nothing otherwise. */
export function CheckboxField({
  name,
  label,
  description,
}: Pick<Named<unknown>, "name" | "label" | "description">) {
  const { id, isOn } = useSent(name)
  return (
    <div className="field">
      <label htmlFor={id} className="tick">
        <input type="checkbox" id={id} name={name} value="on" defaultChecked={isOn} />
        <span>
          {label}
          {description ? <span className="note">{description}</span> : null}
        </span>
      </label>
    </div>
  )
}

/** Travels with the form unseen. */
export function HiddenField({ name }: { name: string }) {
  return <input type="hidden" name={name} value={useSent(name).value} readOnly />
}
