import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import { SCOPE_ANSWER_LABELS, type ScopeAnswerValue } from "#models/procedure-scope/scope.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { MANY_ANSWERS } from "#workflows/scope/scope-lists.ts"
import type { ScopeEffect } from "#workflows/screens/scope-page.server.ts"

type ScopeEffectProps = {
  effect: ScopeEffect
  answer: ScopeAnswerValue
  reason: string
}

/** What an answer comes to, with the button that records it. */
export function ScopeEffectView({ effect, answer, reason }: ScopeEffectProps) {
  const { pathname, search } = useLocation()
  const { codes, changed, services, units, running } = effect
  const n = formatNumber
  return (
    <Form method="post" action={pathname + search} aria-labelledby="tac-dong">
      <Stack gap="sm" maw={760}>
        <Title order={2} id="tac-dong" size="h3">
          Ghi nhận «{SCOPE_ANSWER_LABELS[answer]}» cho {n(codes.length)} thủ tục?
        </Title>
        <ul>
          <li>{n(changed)} thủ tục có phạm vi khác hiện nay.</li>
          <li>
            {answer === "OURS"
              ? `${n(services)} dịch vụ của các thủ tục này được đưa vào đợt rà soát mở sau đây.`
              : `${n(services)} dịch vụ của các thủ tục này không vào đợt rà soát nào; dịch vụ đang có hiệu lực sẽ được rút khi danh mục năm sau thay danh mục hiện hành.`}
          </li>
          {running && answer === "OURS" ? (
            <li>Đợt «{running}» đã mở mà không có các thủ tục này; chúng vào đợt điều chỉnh sau.</li>
          ) : null}
        </ul>
        {units.length > 0 ? (
          <details>
            <summary>Theo đơn vị thực hiện ({n(units.length)})</summary>
            <ul>
              {units.map(({ name, services: own }) => (
                <li key={name}>
                  {name}: {n(own)} dịch vụ
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <details>
          <summary>Mã thủ tục ({n(codes.length)})</summary>
          <Text>{codes.join(", ")}</Text>
        </details>
        <Text>Lý do: {reason}</Text>
        {codes.map((code) => (
          <input key={code} type="hidden" name="codes[]" value={code} />
        ))}
        <input type="hidden" name="answer" value={answer} />
        <input type="hidden" name="reason" value={reason} />
        {codes.length >= MANY_ANSWERS ? (
          <TextInput
            name="typed"
            label={`Gõ ${n(codes.length)} để xác nhận`}
            description="Số thủ tục nhận cùng một câu trả lời."
            inputMode="numeric"
            required
            maw={280}
          />
        ) : null}
        <Group gap="sm">
          <Button type="submit" name="intent" value="settle">
            Ghi nhận {n(codes.length)} câu trả lời
          </Button>
          <Link to={pathname + search}>Quay lại, chưa ghi</Link>
        </Group>
      </Stack>
    </Form>
  )
}
