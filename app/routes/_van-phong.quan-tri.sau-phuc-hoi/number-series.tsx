import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core"
import { Form } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { SeriesToSettle } from "#workflows/recovery/series-to-settle.server.ts"

/** Per series of the year, the last number as the paper register has it. */
export function NumberSeries({ series }: { series: readonly SeriesToSettle[] }) {
  return (
    <section aria-labelledby="so-giay">
      <Title order={2} id="so-giay" mb="xs">
        1. Số đã cấp trên sổ giấy
      </Title>
      <Text mb="sm">
        Ghi số cuối cùng đã cấp của từng sổ. Hệ thống cấp tiếp từ số sau đó; số ghi ở đây không cấp lại.
      </Text>
      <Stack gap="md">
        {series.map(({ year, symbol, known, settled }) => (
          <Form key={`${year} ${symbol}`} method="post" aria-label={`Sổ ${symbol} năm ${year}`}>
            <input type="hidden" name="intent" value="series" />
            <input type="hidden" name="year" value={year} />
            <input type="hidden" name="symbol" value={symbol} />
            <Group align="flex-end" gap="sm">
              <TextInput
                name="last"
                label={`Số cuối của ${symbol} năm ${year}`}
                description={
                  settled
                    ? `Đã đối chiếu: sổ giấy đến số ${formatNumber(settled.last)}.`
                    : `Theo bản sao lưu: đến số ${formatNumber(known)}.`
                }
                defaultValue={String(settled?.last ?? known)}
                inputMode="numeric"
                required
                maw={320}
              />
              <Button type="submit" variant={settled ? "default" : "filled"}>
                {settled ? "Ghi lại" : "Ghi số cuối"}
              </Button>
            </Group>
          </Form>
        ))}
      </Stack>
    </section>
  )
}
