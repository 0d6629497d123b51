import { TextInput, type TextInputProps } from "@mantine/core"
import { forwardRef } from "react"
import { dayOfText, formatDay } from "#models/shared/dates.ts"

/** How to write a day, said at every field that asks for one. */
export const DAY_HINT = "Ngày/tháng/năm, ví dụ 05/03/2023."

/** A day as its field shows it: `05/03/2023`; what was typed and is no day stays as it is. */
export const shownDay = (value: string): string => {
  const day = dayOfText(value)
  return day ? formatDay(day) : value
}

type DayInputProps = Omit<TextInputProps, "type" | "defaultValue"> & {
  name: string
  /** `YYYY-MM-DD`, or what was typed. */
  day?: string | undefined
}

/** A day typed as `05/03/2023`: the browser's own calendar speaks the browser's language, not the office's. The server reads it. */
export const DayInput = forwardRef<HTMLInputElement, DayInputProps>(function DayInput(
  { day = "", description, ...rest },
  ref,
) {
  return (
    <TextInput
      ref={ref}
      autoComplete="off"
      maxLength={10}
      maw={240}
      {...rest}
      description={description ?? DAY_HINT}
      defaultValue={shownDay(day)}
    />
  )
})
