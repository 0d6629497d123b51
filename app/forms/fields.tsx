import {
  Checkbox,
  type CheckboxProps,
  Flex,
  Input,
  NativeSelect,
  type NativeSelectProps,
  Radio,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core"
import { type ReactNode, useContext } from "react"
import { get, useFormContext } from "react-hook-form"
import { DAY_HINT, DayInput, shownDay } from "./day-input.tsx"
import { FormMark, fieldId } from "./field-id.ts"
import classes from "./fields.module.css"

type Named<P> = Omit<P, "name" | "defaultValue" | "error" | "id"> & { name: string }

/** What every field needs: its registration, first value (drawn on the server too) and message. */
const useField = (name: string) => {
  const { register, formState } = useFormContext()
  const id = fieldId(name, useContext(FormMark))
  const error: unknown = get(formState.errors, name)
  const message = error && typeof error === "object" && "message" in error ? error.message : null
  const initial: unknown = get(formState.defaultValues, name)
  return {
    initial: typeof initial === "string" || typeof initial === "number" ? String(initial) : "",
    isInitiallyOn: initial === true || initial === "on" || initial === "true",
    props: { ...register(name), id, error: typeof message === "string" ? message : undefined },
  }
}

export function TextField({ name, ...rest }: Named<TextInputProps>) {
  const { initial, props } = useField(name)
  return <TextInput {...rest} {...props} defaultValue={initial} />
}

export function TextAreaField({ name, ...rest }: Named<TextareaProps>) {
  const { initial, props } = useField(name)
  return <Textarea rows={3} {...rest} {...props} defaultValue={initial} />
}

/** A native list: works without scripts and with the phone's own picker. */
export function SelectField({ name, ...rest }: Named<NativeSelectProps>) {
  const { initial, props } = useField(name)
  return <NativeSelect {...rest} {...props} defaultValue={initial} />
}

const STORED_DAY = /^\d{4}-\d{2}-\d{2}$/u

/** A day typed as `05/03/2023`; its schema (`typedDay`) reads it. */
export function DateField({ name, description, ...rest }: Named<Omit<TextInputProps, "type">>) {
  const { initial, props } = useField(name)
  const said = description ? (
    <>
      {description} {DAY_HINT}
    </>
  ) : (
    DAY_HINT
  )
  const { ref, ...registration } = props
  // The form's own reading puts the stored day into the box when scripts arrive; people read it as they write it.
  const shown = (box: HTMLInputElement | null) => {
    ref(box)
    if (box && STORED_DAY.test(box.value)) box.value = shownDay(box.value)
  }
  return <DayInput {...rest} {...registration} ref={shown} description={said} day={initial} />
}

/** Posts `on` when ticked and nothing otherwise. */
export function CheckboxField({ name, ...rest }: Named<Omit<CheckboxProps, "defaultChecked">>) {
  const { isInitiallyOn, props } = useField(name)
  return <Checkbox {...rest} {...props} defaultChecked={isInitiallyOn} />
}

type RadioFieldProps = {
  name: string
  label: ReactNode
  description?: ReactNode
  required?: boolean
  /** Answers side by side, for short words. */
  inline?: boolean
  options: readonly { value: string; label: ReactNode; description?: ReactNode }[]
}

/** A question with a few answers, all in sight. Plain radios in a fieldset: they post before scripts arrive. */
export function RadioField({ name, label, description, required, inline, options }: RadioFieldProps) {
  const { initial, props } = useField(name)
  const { id, error, ...registration } = props
  const notes = [description ? `${id}-note` : null, error ? `${id}-error` : null].filter(Boolean).join(" ")
  return (
    <fieldset className={classes.fieldset} aria-describedby={notes || undefined}>
      <Input.Label component="legend" labelElement="div" required={required ?? false}>
        {label}
      </Input.Label>
      {description ? <Input.Description id={`${id}-note`}>{description}</Input.Description> : null}
      <Flex direction={inline ? "row" : "column"} wrap="wrap" columnGap="lg" rowGap={8} my={6}>
        {options.map((option, index) => (
          <Radio
            key={option.value}
            {...registration}
            {...(index === 0 ? { id } : {})}
            value={option.value}
            label={option.label}
            description={option.description}
            error={error !== undefined}
            defaultChecked={option.value === initial}
          />
        ))}
      </Flex>
      {error ? <Input.Error id={`${id}-error`}>{error}</Input.Error> : null}
    </fieldset>
  )
}

/** Travels with the form unseen: the revision that was edited, the page to return to. */
export function HiddenField({ name }: { name: string }) {
  const { initial, props } = useField(name)
  const { error: _, ...registration } = props
  return <input type="hidden" {...registration} defaultValue={initial} />
}
