import { createFlagClient, streamSource } from '@halyard/client'
import { createFlagPlugin, useFlag } from '@halyard/vue'
import { createApp, defineComponent, h, type ShallowRef } from 'vue'

const client = createFlagClient({
  source: streamSource({ url: import.meta.env.VITE_FLAG_SERVICE_URL }),
  context: { targetingKey: 'user-7' },
})
client.start()

const Greeting = defineComponent({
  setup() {
    const greeting: Readonly<ShallowRef<'Hello' | 'Welcome'>> = useFlag('greeting', 'Hello')
    return () => h('p', { id: 'greeting' }, greeting.value)
  },
})

createApp(Greeting).use(createFlagPlugin(client)).mount('#root')
