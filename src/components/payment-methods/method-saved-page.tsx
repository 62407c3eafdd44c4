/** Where customers come after they saved a payment method at Stripe. It says that and knows nothing of them. */
export function MethodSavedPage() {
  return (
    <main className="grid min-h-dvh place-items-center p-6" id="main">
      <div className="grid max-w-prose gap-2 text-center">
        <h1 className="text-page">Thank you</h1>
        <p>Your payment method was saved. You can close this page.</p>
      </div>
    </main>
  );
}
