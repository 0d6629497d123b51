import { Group, Text } from "@mantine/core"
import { useFormContext } from "react-hook-form"
import { formatDay } from "#models/shared/dates.ts"
import { SelectField, TextField } from "../../forms/fields.tsx"
import type { RegistrationScreenData } from "./screen-data.ts"

/**
 * The provision a partial service rests on: an act picked from the register of legal bases, then điều, khoản, điểm. What the
 * record itself names is shown in its own words; an act that has ended is not offered, what took its place is.
 */
export function CitationFields({ page }: { page: RegistrationScreenData }) {
  const { suggestion } = page.registration
  const { groups, ended } = page.actsToCite
  const { formState } = useFormContext()
  const kept = String(formState.defaultValues?.citation ?? "")
  const isOffered = kept === "" || groups.some(({ acts }) => acts.includes(kept))
  return (
    <>
      {suggestion.citationSentence ? (
        <Text size="sm">
          Bản ghi nêu {suggestion.citation} trong câu: “{suggestion.citationSentence}”.
        </Text>
      ) : null}
      <SelectField
        name="citation"
        label="Căn cứ pháp luật chuyên ngành"
        description={`Văn bản có hiệu lực ngày ${formatDay(page.today)}.`}
        data={[
          { value: "", label: "Chọn văn bản" },
          ...(isOffered ? [] : [{ group: "Đang ghi", items: [kept] }]),
          ...groups.map(({ label, acts }) => ({ group: label, items: acts })),
        ]}
      />
      <Group gap="sm" align="flex-start">
        <TextField name="article" label="Điều" maw={84} inputMode="text" />
        <TextField name="clause" label="Khoản" maw={84} />
        <TextField name="point" label="Điểm" maw={84} />
      </Group>
      {suggestion.citation && !suggestion.citationSentence ? (
        <Text size="sm">
          Bản ghi nêu {suggestion.citation} nhưng không nêu điều, khoản nào buộc có mặt hoặc đi xác minh. Hãy
          tra văn bản và ghi điều, khoản.
        </Text>
      ) : null}
      {ended.length > 0 ? (
        <Text size="sm">
          Không dẫn được, vì hết hiệu lực: {ended.map(({ name, note }) => `${name} (${note})`).join("; ")}.
        </Text>
      ) : null}
    </>
  )
}
