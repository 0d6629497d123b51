import { zodResolver } from "@hookform/resolvers/zod"
import { Button, type ButtonProps, Stack } from "@mantine/core"
import { Form, useActionData, useNavigation, useSubmit } from "@remix-run/react"
import { type FormEvent, type ReactNode, useId, useMemo } from "react"
import {
  type FieldErrors as FormFieldErrors,
  FormProvider,
  set,
  type UseFormReturn,
  useForm,
} from "react-hook-form"
import type { z } from "zod"
import { useKept } from "../components/kept-notice.tsx"
import type { FieldErrors } from "../http/parse-form.ts"
import { FORM_LIMIT, FORM_TOO_LARGE } from "../http/upload-limits.ts"
import { FormMark } from "./field-id.ts"
import { FormErrors } from "./form-errors.tsx"

type Values = Record<string, unknown>

type UseZodForm = {
  schema: z.ZodType
  /** Messages from the action, by field path; `""` concerns the whole form. */
  errors?: FieldErrors | undefined
  defaultValues?: Values | undefined
}

/** react-hook-form over a zod schema, with the action's answer shown at its fields. */
const useZodForm = ({ schema, errors, defaultValues }: UseZodForm): UseFormReturn<Values> => {
  const serverErrors = useMemo(() => toFormErrors(errors), [errors])
  return useForm<Values>({
    resolver: zodResolver(schema as z.ZodType<Values, Values>),
    defaultValues: defaultValues ?? {},
    errors: serverErrors,
    // Not on blur: messages that vanish move the page under the pointer, and the click on the button misses it.
    reValidateMode: "onSubmit",
    shouldFocusError: false,
  })
}

type ZodFormProps = UseZodForm & {
  children: ReactNode
  /** Another action than the page's own. */
  action?: string
  /** What the form does, for screen readers, where a page has several. */
  label?: string
  /** For what belongs to the form and stands elsewhere on the page. */
  id?: string
  /** Between its fields; closer in a form of many. */
  gap?: "sm" | "md"
}

/**
 * A POST form without files, with one zod schema for browser and server. It posts plain FormData, so it works before scripts
 * arrive; with them it is checked in place, its size too, and the errors are summed up on top and focused.
 */
export function ZodForm({
  schema,
  errors,
  defaultValues,
  children,
  action,
  label,
  id,
  gap = "md",
}: ZodFormProps) {
  const form = useZodForm({ schema, errors, defaultValues: useFilledAgain(defaultValues) })
  const submit = useSubmit()
  const send = (event: FormEvent<HTMLFormElement>) => {
    const element = event.currentTarget
    // The pressed button carries its own name and value (`intent`).
    const { submitter } = event.nativeEvent as SubmitEvent
    void form.handleSubmit(() => {
      if (weightOf(element) > FORM_LIMIT)
        return form.setError("root.server", { type: "size", message: FORM_TOO_LARGE })
      submit(submitter instanceof HTMLButtonElement ? submitter : element, {
        method: "post",
        ...(action ? { action } : {}),
      })
    })(event)
  }
  // Two forms of a page may ask for the same thing: a label, and a line of what is wrong, lead to their own field.
  const mark = useId().replaceAll(/\W/gu, "")
  return (
    <FormProvider {...form}>
      <FormMark.Provider value={mark}>
        <Form
          method="post"
          noValidate
          onSubmit={send}
          {...(action ? { action } : {})}
          {...(label ? { "aria-label": label } : {})}
          {...(id ? { id } : {})}
        >
          <Stack gap={gap}>
            <FormErrors />
            {children}
          </Stack>
        </Form>
      </FormMark.Provider>
    </FormProvider>
  )
}

/** What a form begins with: over it what was typed in it before the session ended. Of several forms of a page it fills its own. */
const useFilledAgain = (defaultValues: Values | undefined): Values | undefined => {
  const kept = useKept()
  const answer = useActionData()
  if (!kept || answer) return defaultValues
  const isAnother = ["intent", "type"].some(
    (name) => defaultValues?.[name] !== undefined && defaultValues[name] !== kept.fields[name],
  )
  return isAnother ? defaultValues : { ...defaultValues, ...kept.fields }
}

type SubmitButtonProps = ButtonProps & { children: ReactNode; name?: string; value?: string }

/** Submits the form around it; shows that it is busy while the answer is awaited. */
export function SubmitButton({ children, ...rest }: SubmitButtonProps) {
  const navigation = useNavigation()
  const isBusy =
    navigation.state !== "idle" &&
    navigation.formMethod === "POST" &&
    (rest.name === undefined || navigation.formData?.get(rest.name) === rest.value)
  return (
    <Button type="submit" w="fit-content" {...rest} loading={isBusy}>
      {children}
    </Button>
  )
}

/** What a form will weigh on its way, bytes. */
const weightOf = (form: HTMLFormElement): number => {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  )
  return new URLSearchParams(texts).toString().length
}

const toFormErrors = (errors: FieldErrors | undefined): FormFieldErrors<Values> => {
  const shown: FormFieldErrors<Values> = {}
  for (const [path, messages] of Object.entries(errors ?? {}))
    set(shown, path === "" ? "root.server" : path, { type: "server", message: messages.join(" ") })
  return shown
}

/** The action's refusal, when it is one: `{ errors, values }`. */
export const useRefusal = (): { errors?: FieldErrors; values?: Values } => useActionData() ?? {}
