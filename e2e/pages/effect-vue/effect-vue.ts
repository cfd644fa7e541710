import { createFlagClient, staticSource } from '@halyard/client'
import { attachDevtools } from '@halyard/client/devtools'
import { pageOverrides } from '@halyard/client/overrides'
import { createFlagPlugin, useFlag } from '@halyard/vue'
import { createApp, defineComponent } from 'vue'

/** A basket in which a flag changes a text and an attribute, has a part appear and lets another one vanish. */
const Basket = defineComponent({
  setup: () => ({ isWrapped: useFlag('gift-wrapping', false) }),
  template: `
    <h1>Your basket</h1>
    <p class="total" :title="isWrapped ? 'with wrapping' : 'as it is'">{{ isWrapped ? '32.00' : '29.50' }}</p>
    <p v-if="isWrapped" class="wrapping">Wrapped in <b>paper</b></p>
    <ul><li v-for="item in isWrapped ? ['Kite', 'Ribbon'] : ['Kite']" :key="item">{{ item }}</li></ul>
    <small v-if="!isWrapped">Not wrapped</small>
  `,
})

const client = createFlagClient({
  source: staticSource({
    flags: {
      'gift-wrapping': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
    },
  }),
  overrides: pageOverrides(),
})
attachDevtools(client)
client.start()
createApp(Basket).use(createFlagPlugin(client)).mount('main')
