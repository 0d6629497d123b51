import { Group } from "@mantine/core"
import { REGISTRATION_EVENT_LABELS, type RegistrationEventType } from "#models/registration/events.ts"
import { SubmitButton } from "../../forms/zod-form.tsx"

type EventButtonsProps = {
  event: RegistrationEventType
  /** Whether the list has a next item to go on to. */
  hasNext: boolean
  /** The step this page is for: filled, and pressed by Alt + Enter. */
  isMain?: boolean
  label?: string
  /** What the second button says, when “… và sang mục kế tiếp” after the label would not read well. */
  labelWithNext?: string
}

/** The button of a step, and the same step going on to the next item. */
export function EventButtons({ event, hasNext, isMain, label, labelWithNext }: EventButtonsProps) {
  const text = label ?? REGISTRATION_EVENT_LABELS[event]
  const variant = isMain ? "filled" : "default"
  const key = isMain ? { "data-phim": "Enter", "aria-keyshortcuts": "Alt+Enter" } : {}
  return (
    <Group gap="sm">
      <SubmitButton name="intent" value={event} variant={variant} {...(hasNext ? {} : key)}>
        {text}
      </SubmitButton>
      {hasNext ? (
        <SubmitButton name="intent" value={`${event}+next`} variant={isMain ? "light" : "default"} {...key}>
          {labelWithNext ?? `${text} và sang mục kế tiếp`}
        </SubmitButton>
      ) : null}
    </Group>
  )
}
