import { Button, Group, Radio, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { SCOPE_ANSWER_LABELS, type ScopeAnswerValue } from "#models/procedure-scope/scope.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { MANY_ANSWERS } from "#workflows/scope/scope-lists.ts"
import type { ScopeEffect } from "#workflows/screens/scope-page.server.ts"
import notices from "../../components/notices.module.css"
import { Instant } from "../../components/values.tsx"

type ScopeEffectProps = {
  effect: ScopeEffect
  answer: ScopeAnswerValue
  reason: string
  errors: string[]
}

/** What an answer comes to, with the button that records it. */
export function ScopeEffectView({ effect, answer, reason, errors }: ScopeEffectProps) {
  const { pathname, search } = useLocation()
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.join(" ")
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  const { codes, units, replaced, answered } = effect
  const n = formatNumber
  const brings = answer === "OURS" && effect.brings && effect.brings.registrations > 0 ? effect.brings : null
  return (
    <Form method="post" action={pathname + search} aria-labelledby="tac-dong">
      <Stack gap="sm" maw={760}>
        <Title order={2} id="tac-dong" size="h3">
          Ghi nhận «{SCOPE_ANSWER_LABELS[answer]}» cho {n(codes.length)} thủ tục?
        </Title>
        {errors.length > 0 ? (
          <div ref={box} role="alert" tabIndex={-1} className={notices.errors}>
            {errors.map((message) => (
              <Text key={message}>{message}</Text>
            ))}
          </div>
        ) : null}
        <ul>
          {sentencesOf(effect, answer).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {replaced.length > 0 ? (
          <details open>
            <summary>Thay câu trả lời đã có ({n(replaced.length)})</summary>
            <ul>
              {replaced.map(({ code, answer: given, byName, at }) => (
                <li key={code}>
                  {code}: «{SCOPE_ANSWER_LABELS[given]}», {byName}, <Instant at={at} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {units.length > 0 ? <Units heading="Theo đơn vị thực hiện" units={units} noun="dịch vụ" /> : null}
        {brings ? (
          <>
            <Radio.Group
              name="joining"
              label={`${n(brings.registrations)} dịch vụ chưa có đăng ký ở đợt «${brings.review}» đang chạy`}
              description="Đơn vị nhận phiếu thì trả lời, trình như các phiếu khác của đợt, theo thời hạn của đợt."
            >
              <Stack gap={6} mt={6}>
                <Radio value="REVIEW" label={`Thêm ${n(brings.registrations)} phiếu đăng ký vào đợt này`} />
                <Radio value="LATER" label="Chưa thêm: để đợt điều chỉnh hoặc đợt năm sau" />
              </Stack>
            </Radio.Group>
            <Units heading="Đơn vị nhận phiếu đăng ký" units={brings.units} noun="phiếu" />
            <input type="hidden" name="seen" value={brings.registrations} />
          </>
        ) : null}
        <details>
          <summary>Mã thủ tục ({n(codes.length)})</summary>
          <Text>{codes.join(", ")}</Text>
        </details>
        <Text>Lý do: {reason}</Text>
        {codes.map((code) => (
          <input key={code} type="hidden" name="codes[]" value={code} />
        ))}
        <input type="hidden" name="seenAnswers" value={JSON.stringify(answered)} />
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

function sentencesOf(effect: ScopeEffect, answer: ScopeAnswerValue): string[] {
  const { changed, services, ofBranches, brings, closed, resting } = effect
  const n = formatNumber
  const first = `${n(changed)} thủ tục có phạm vi khác hiện nay.`
  if (answer === "NOT_OURS")
    return [
      first,
      `${n(services + ofBranches)} dịch vụ của các thủ tục này không vào đợt rà soát nào; dịch vụ đang có hiệu lực sẽ được rút khi danh mục năm sau thay danh mục hiện hành.`,
      ...(resting > 0
        ? [`${n(resting)} phiếu đăng ký đang có: rút các phiếu ấy thì mới chốt, phát hành được danh mục.`]
        : []),
    ]
  return [
    first,
    `${n(services)} dịch vụ của các thủ tục này được đưa vào các đợt rà soát mở sau đây.`,
    ...(ofBranches > 0
      ? [
          `${n(ofBranches)} dịch vụ sổ đang ghi do cơ quan ngành dọc thực hiện nên không vào đợt nào: đổi cơ quan đầu mối của lĩnh vực ở Quản trị (/quan-tri/linh-vuc) nếu đơn vị của tỉnh thực hiện.`,
        ]
      : []),
    ...(brings?.registrations === 0
      ? [`Đợt «${brings.review}» đang chạy đã có đủ đăng ký của các thủ tục này.`]
      : []),
    ...(closed
      ? [`Đợt «${closed}» đã chốt danh mục mà không có các thủ tục này; chúng vào đợt điều chỉnh sau.`]
      : []),
  ]
}

type UnitsProps = { heading: string; units: readonly { name: string; services: number }[]; noun: string }

function Units({ heading, units, noun }: UnitsProps) {
  return (
    <details>
      <summary>
        {heading} ({formatNumber(units.length)})
      </summary>
      <ul>
        {units.map(({ name, services }) => (
          <li key={name}>
            {name}: {formatNumber(services)} {noun}
          </li>
        ))}
      </ul>
    </details>
  )
}
