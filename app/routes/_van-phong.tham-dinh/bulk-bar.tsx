import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core"
import { useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { formatNumber } from "#models/shared/numbers.ts"
import { type BulkAction, bulkRuleOf } from "#workflows/bulk/bulk-actions.ts"
import notices from "../../components/notices.module.css"
import type { FieldErrors } from "../../http/parse-form.ts"
import classes from "./bulk-bar.module.css"

type BulkBarProps = {
  actions: readonly BulkAction[]
  total: number
  ticked: number
  errors: FieldErrors | undefined
  reason: unknown
}

/** What may be done at once, to the ticked rows or to everything the filter finds. */
export function BulkBar({ actions, total, ticked, errors, reason }: BulkBarProps) {
  const navigation = useNavigation()
  const running = navigation.formMethod === "POST" ? navigation.formData?.get("intent") : null
  const messages = [...new Set(Object.values(errors ?? {}).flat())]
  const box = useRef<HTMLDivElement>(null)
  const shown = messages.join(" ")
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  const needsReason = actions.some((name) => bulkRuleOf(name).needsReason)
  return (
    <Stack gap="sm" className={classes.bar}>
      {messages.length > 0 ? (
        <div ref={box} role="alert" tabIndex={-1} className={notices.errors}>
          {messages.map((message) => (
            <Text key={message}>{message}</Text>
          ))}
        </div>
      ) : null}
      <Radio.Group name="scope" defaultValue="rows" label="Xử lý nhiều mục cùng lúc">
        <Group gap="lg" mt={4}>
          <Radio
            value="rows"
            label={`Các mục đã đánh dấu${ticked > 0 ? ` (${formatNumber(ticked)})` : ""}`}
          />
          <Radio value="filter" label={`Tất cả ${formatNumber(total)} mục theo bộ lọc`} />
        </Group>
      </Radio.Group>
      {needsReason ? (
        <Textarea
          name="reason"
          label="Lý do trả lại"
          description="Chỉ cần khi trả lại; được gửi kèm từng mục."
          defaultValue={typeof reason === "string" ? reason : ""}
          autosize
          minRows={1}
          maxRows={4}
          maw={640}
        />
      ) : null}
      <Group gap="sm">
        {actions.map((name, index) => (
          <Button
            key={name}
            type="submit"
            name="intent"
            value={name}
            variant={index === 0 && !bulkRuleOf(name).needsReason ? "filled" : "default"}
            loading={running === name}
            disabled={running !== null && running !== name}
          >
            {bulkRuleOf(name).label}
          </Button>
        ))}
        <Text role="status" size="sm">
          {running ? "Đang lập việc, xin chờ…" : ""}
        </Text>
      </Group>
    </Stack>
  )
}
